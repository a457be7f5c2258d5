import { eq, sql } from "drizzle-orm";
import type {
  BankDevice,
  BankDeviceCard,
  BankDeviceCardStore,
  KeptWord,
} from "../bank/bank_device_card.ts";
import type { PersonNo } from "../bank/persons.ts";
import type { Row } from "../../core/query.ts";
import type { Statement } from "../../core/unit.ts";
import { Columns } from "../../db/engine/columns.ts";
import { all, first } from "../../db/engine/query.ts";
import { build, prepare } from "../../db/engine/statement.ts";
import { sandboxCardHolds, sandboxDeviceCards, sandboxLog } from "./schema.ts";
import { insertEntry, insertNotice, unit } from "./writes.ts";

const at = sql.placeholder;

const byToken = prepare(
  build.select().from(sandboxDeviceCards).where(eq(sandboxDeviceCards.token, at("token"))),
);
const ofPerson = prepare(
  build.select().from(sandboxDeviceCards).where(sql`person_no = ${at("personNo")} and gone = 0`)
    .orderBy(sandboxDeviceCards.token),
);
const held = prepare(
  build.selectDistinct({ ofNo: sandboxCardHolds.ofNo }).from(sandboxCardHolds)
    .where(eq(sandboxCardHolds.personNo, at("personNo"))),
);
const wordsSoFar = prepare(
  build.select({ version: sql`coalesce(max(${sandboxLog.version}), 0)`.as("version") })
    .from(sandboxLog).where(eq(sandboxLog.subjectNo, at("subjectNo"))),
);

/** The same card on the same device is bound once: what was there is gone. */
const giveWay = prepare<{ cardToken: string; device: string }>(
  build.update(sandboxDeviceCards).set({ gone: sql`1` })
    .where(sql`card_token = ${at("cardToken")} and device = ${at("device")} and gone = 0`),
);
const insertBound = prepare(
  build.insert(sandboxDeviceCards).values({
    token: at("token"),
    personNo: at("personNo"),
    cardToken: at("cardToken"),
    device: at("device"),
    gone: sql`0`,
    revision: sql`0`,
    suspended: sql`0`,
    isDefault: sql`0`,
  }),
);
const end = prepare<{ personNo: string; column: string; no: string }>(
  build.update(sandboxDeviceCards).set({ gone: sql`1` }).where(
    sql`person_no = ${at("personNo")} and case ${at("column")} when 'token' then token
      when 'card_token' then card_token else device end = ${at("no")}`,
  ),
);
const setHold = prepare(
  build.insert(sandboxCardHolds)
    .values({ personNo: at("personNo"), ofNo: at("ofNo"), reason: at("reason") })
    .onConflictDoNothing(),
);
const liftHold = prepare<{ personNo: string; ofNo: string; reason: string }>(
  build.delete(sandboxCardHolds).where(
    sql`person_no = ${at("personNo")} and of_no = ${at("ofNo")} and reason = ${at("reason")}`,
  ),
);
const keepWill = prepare(
  build.update(sandboxDeviceCards).set({
    gone: sql`${at("gone")}`,
    revision: sql`${at("revision")}`,
    suspended: sql`${at("suspended")}`,
    isDefault: sql`${at("isDefault")}`,
  }).where(sql`token = ${at("token")} and revision < ${at("revision")}`),
);

export const bankDeviceCardStore: BankDeviceCardStore = {
  byToken: (token) => first(byToken({ token }), readDeviceCard),
  ofPerson: (personNo) => all(ofPerson({ personNo }), readDeviceCard),
  held: (personNo) => all(held({ personNo }), (row) => new Columns(row).text("of_no")),
  wordsSoFar: (subjectNo) => ({
    statement: wordsSoFar({ subjectNo }),
    read: ([row]) => row ? new Columns(row).int("version") : 0,
  }),
  keep: (words) => unit(words.map(({ entry }) => entry), words.flatMap(statementsOf)),
  keepWill: (will) => ({ statements: [keepWill({ ...will })], fleeting: true }),
};

function statementsOf({ entry, notice, bound, gone, hold }: KeptWord): readonly Statement[] {
  return [
    insertEntry({ ...entry }),
    ...(bound ? [giveWay({ ...bound }), insertBound({ ...bound })] : []),
    ...(gone ? [end({ ...gone })] : []),
    ...(hold ? [(hold.isSet ? setHold : liftHold)({ ...hold })] : []),
    insertNotice({ ...notice }),
  ];
}

function readDeviceCard(row: Row): BankDeviceCard {
  const columns = new Columns(row);
  return {
    token: columns.text("token"),
    personNo: columns.text("person_no") as PersonNo,
    cardToken: columns.text("card_token"),
    device: columns.text("device") as BankDevice,
    gone: columns.int("gone") === 1,
    revision: columns.int("revision"),
    suspended: columns.int("suspended") === 1,
    isDefault: columns.int("is_default") === 1,
  };
}
