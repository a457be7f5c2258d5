import { type Context, Hono } from "hono";
import { byStaff } from "../../../core/actor.ts";
import { viewGoingLive } from "../../../core/connection/going_live.ts";
import { placeTrial, refundTrial, switchOn } from "../../../core/connection/switch_on.ts";
import { isMerchantNo, type MerchantNo } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { GoingLivePage } from "../../../views/ops/going_live.tsx";
import { goingLiveWords } from "../../../views/ops/going_live_words.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";

/** What has to be right before a number trades at UnionPay, and the switch that lets it. */
export function goingLiveRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const NO = ":merchantNo";

  return new Hono<StaffEnv>()
    .get(paths.opsGoingLive(NO), needs(given, "merchants:read"), (c) => show(c))
    .post(
      paths.opsGoingLive(NO),
      needs(given, "merchants:write", { confirmed: true }),
      async (c) => {
        const no = numberIn(c);
        if (!no) return unknownAtDesk(c, "ops");
        const here = paths.opsGoingLive(no);
        switch ((await readForm(c)).get("act")) {
          case "check":
            return await show(c, { asks: true });
          case "trial": {
            const placed = await placeTrial(deps, no);
            return placed.ok ? c.redirect(here, 303) : await show(c, { notReady: true });
          }
          case "refund": {
            const refunded = await refundTrial(deps, no);
            return refunded.ok ? c.redirect(here, 303) : await show(c, { notReady: true });
          }
          case "switch": {
            const switched = await switchOn(deps, no, byStaff(c.var.here.staff.staffId));
            return switched.ok
              ? c.redirect(here, 303)
              : await show(c, { asks: true, notReady: true });
          }
          default:
            return await show(c, { notReady: true });
        }
      },
    );

  async function show(
    c: Context<StaffEnv>,
    { asks = false, notReady = false }: { readonly asks?: boolean; readonly notReady?: boolean } =
      {},
  ): Promise<Response> {
    const no = numberIn(c);
    const view = no && await viewGoingLive(deps, no, asks);
    if (!view) return unknownAtDesk(c, "ops");
    const { frame: { lang }, who: { role } } = c.var;
    const mayWrite = permits(role, "merchants:write");
    return opsPage(
      c,
      {
        section: "merchants",
        title: goingLiveWords(lang).title,
        status: notReady ? 422 : undefined,
      },
      <GoingLivePage lang={lang} view={view} mayWrite={mayWrite} notReady={notReady} />,
    );
  }
}

function numberIn(c: Context<StaffEnv>): MerchantNo | undefined {
  const text = c.req.param("merchantNo") ?? "";
  return isMerchantNo(text) ? text : undefined;
}
