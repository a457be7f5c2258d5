import { type Context, Hono } from "hono";
import type { Deps } from "../../../../core/deps.ts";
import { PAGE_ROWS } from "../../../../core/desk/list_unclear.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { permits } from "../../../../core/permission/role.ts";
import { OwnBatchPage } from "../../../../views/settlement/own_page.tsx";
import { itemTable } from "../../../../views/settlement/tables.ts";
import { settlementWords } from "../../../../views/settlement/words.ts";
import { DeskLayout } from "../../../../views/staff/desk.tsx";
import { placeText, readItemPlace } from "../../ops/item_place.ts";
import { render } from "../../render.tsx";
import { csvFile } from "../../staff/csv_file.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

const TABLE_ITEMS_MAX = 100_000;
const START = { subjectId: "", line: 0 };

/** A merchant's own batches, one by one. */
export function ownSettlementRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;

  app.get(paths.consoleSettlement(":settlementId"), needs(given, "statements:read"), async (c) => {
    const batch = await ownBatch(c);
    if (!batch) return unknownAtDesk(c, "console");
    const { settlementId } = batch;
    const past = readItemPlace(c.req.query("after")) ?? START;
    const [payouts, found] = await deps.load(
      deps.settlementBatches.payoutsOf(settlementId),
      deps.settlementBatches.items(settlementId, past, PAGE_ROWS + 1),
    );
    const items = found.slice(0, PAGE_ROWS);
    const next = found.length > PAGE_ROWS ? placeText(items.at(-1)) : undefined;
    const { frame, who } = c.var;
    const { lang } = frame;
    const props = {
      lang,
      batch,
      payouts,
      items,
      next,
      mayExport: permits(who.role, "exports:read"),
    };
    const title = settlementWords(lang).batch;
    const shown = { frame, who, title, desk: "console", section: "own_settlements" } as const;
    return render(c, {
      page: () => (
        <DeskLayout {...shown}>
          <OwnBatchPage {...props} />
        </DeskLayout>
      ),
    });
  });

  const exports = needs(given, ["statements:read", "exports:read"]);
  app.get(paths.consoleSettlementItems(":settlementId"), exports, async (c) => {
    const batch = await ownBatch(c);
    if (!batch) return unknownAtDesk(c, "console");
    const { settlementId } = batch;
    const [items] = await deps.load(
      deps.settlementBatches.items(settlementId, START, TABLE_ITEMS_MAX),
    );
    return csvFile(c, `${settlementId}.csv`, itemTable(c.var.frame.lang, items));
  });

  return app;

  async function ownBatch(c: Context<StaffEnv>) {
    const settlementId = parseId("stl", c.req.param("settlementId") ?? "");
    const [batch] = settlementId
      ? await deps.load(deps.settlementBatches.byId(settlementId))
      : [undefined];
    return batch?.merchantNo === staffCaller(c).merchantNo ? batch : undefined;
  }
}
