import { type Context, Hono } from "hono";
import { waiveArrear } from "../../../../core/arrear/waive_arrear.ts";
import { viewArrear } from "../../../../core/console/view_arrear.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { ArrearPage } from "../../../../views/console/arrears/arrear_page.tsx";
import { WaiverPage } from "../../../../views/console/arrears/waiver_page.tsx";
import { render } from "../../render.tsx";
import { readForm, readLine } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

const ARREAR_ID = ":arrearId";
const REASON_CHARACTERS_MAX = 200;

/** One arrear, and waiving it. */
export function arrearRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;
  const reads = needs(given, "deductions:read");
  const writes = needs(given, ["deductions:read", "deductions:write"]);

  app.get(paths.consoleArrear(ARREAR_ID), reads, (c) => show(c));

  app.get(paths.consoleArrearWaiver(ARREAR_ID), writes, (c) => ask(c));

  app.post(paths.consoleArrearWaiver(ARREAR_ID), writes, async (c) => {
    const arrearId = arrearIn(c);
    if (!arrearId) return unknownAtDesk(c, "console");
    const typed = (await readForm(c)).get("reason")?.trim() ?? "";
    const reason = typed === "" ? undefined : readLine(typed, REASON_CHARACTERS_MAX);
    if (typed !== "" && reason === undefined) return await ask(c, typed);
    const waived = await waiveArrear(deps, { caller: staffCaller(c), arrearId, reason });
    if (waived.ok) return c.redirect(paths.consoleArrear(arrearId), 303);
    switch (waived.error.code) {
      case "arrear_not_found":
      case "key_unknown":
        return unknownAtDesk(c, "console");
      case "arrear_not_owed":
      case "arrear_being_paid":
        return await show(c, waived.error.code);
    }
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    refusal?: "arrear_not_owed" | "arrear_being_paid",
  ): Promise<Response> {
    const arrearId = arrearIn(c);
    const view = arrearId && await viewArrear(deps, staffCaller(c), arrearId);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, {
      page: () => <ArrearPage frame={frame} who={who} view={view} refusal={refusal} />,
      ...(refusal === undefined ? {} : { status: 422 }),
    });
  }

  async function ask(c: Context<StaffEnv>, refused?: string): Promise<Response> {
    const arrearId = arrearIn(c);
    const [arrear] = arrearId
      ? await deps.load(deps.arrears.ownById(staffCaller(c), arrearId))
      : [undefined];
    if (!arrear) return unknownAtDesk(c, "console");
    if (arrear.state !== "owed") return c.redirect(paths.consoleArrear(arrear.arrearId), 303);
    const { frame, who } = c.var;
    return render(c, {
      page: () => <WaiverPage frame={frame} who={who} arrear={arrear} refused={refused} />,
      ...(refused === undefined ? {} : { status: 422 }),
    });
  }
}

function arrearIn(c: Context<StaffEnv>) {
  return parseId("arr", c.req.param("arrearId") ?? "");
}
