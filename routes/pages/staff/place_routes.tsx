import { type Context, Hono } from "hono";
import { byStaff } from "../../../core/actor.ts";
import { isMerchantNo } from "../../../core/id.ts";
import type { Merchant } from "../../../core/merchant/merchant.ts";
import { openTestNumber } from "../../../core/merchant/open_test_number.ts";
import { paths } from "../../../core/paths.ts";
import { switchPlace } from "../../../core/staff/switch_place.ts";
import { TestNumberPage } from "../../../views/staff/test_number_page.tsx";
import { render } from "../render.tsx";
import { readForm } from "./form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { unknownAtDesk } from "./unknown_at_desk.tsx";

/** Where a session works: at its own number, at its test number, or looking at one below. */
export function placeRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();
  const opens = needs(given, "children:write", { confirmed: true });

  app.post(paths.place(), needs(given, "signed_in", { anywhere: true }), async (c) => {
    const to = (await readForm(c)).get("to") ?? "";
    if (!isMerchantNo(to)) return unknownAtDesk(c, desk);
    const { here } = c.var;
    if (to === here.place) return c.redirect(paths.desk(desk), 303);
    const switched = await switchPlace(deps, { here, to });
    return switched.ok ? c.redirect(paths.desk(desk), 303) : unknownAtDesk(c, desk);
  });

  app.get(paths.testNumber(), opens, (c) => {
    const { home, reach } = c.var.here;
    const number = reach.find((each) => each.testOf === home.merchantNo);
    const isLive = reach.some(({ mode }) => mode === "live");
    return isLive ? show(c, number) : unknownAtDesk(c, desk);
  });

  app.post(paths.testNumber(), opens, async (c) => {
    const { staff: { staffId }, home: { merchantNo: liveNo } } = c.var.here;
    if (liveNo === undefined) return unknownAtDesk(c, desk);
    const opened = await openTestNumber(deps, { liveNo, by: byStaff(staffId) });
    if (opened.ok) return show(c, opened.value.merchant, opened.value);
    switch (opened.error.code) {
      case "merchant_not_found":
      case "live_mode_only":
        return unknownAtDesk(c, desk);
      case "merchant_not_active":
        return show(c, undefined, { problem: "notActive" });
    }
  });

  return app;

  function show(
    c: Context<StaffEnv>,
    number: Merchant | undefined,
    { secretKey, problem }: {
      readonly secretKey?: string | undefined;
      readonly problem?: "notActive";
    } = {},
  ): Response {
    const { frame, who } = c.var;
    const props = { frame, who, number, secretKey, problem };
    return render(c, {
      page: () => <TestNumberPage {...props} />,
      ...(problem === undefined ? {} : { status: 422 }),
    });
  }
}
