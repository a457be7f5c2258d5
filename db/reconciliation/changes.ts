import { sql } from "drizzle-orm";
import type { QuietDayEvent } from "../../core/reconciliation/quiet_day_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { quietDays } from "./table.ts";

const at = sql.placeholder;
const insert = prepare(
  build.insert(quietDays).values({
    quietDayId: at("quietDayId"),
    merchantNo: at("merchantNo"),
    day: at("day"),
    reason: at("reason"),
    declaredBy: at("declaredBy"),
    declaredAt: at("declaredAt"),
  }),
);

export const quietDayChanges = {
  "quiet_day.declared": ({ quietDay }) => [insert({ ...quietDay })],
} satisfies Changes<QuietDayEvent>;
