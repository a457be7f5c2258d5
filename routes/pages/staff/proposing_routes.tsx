import { type Context, Hono } from "hono";
import { merchantNo } from "../../../core/id.ts";
import type { Merchant } from "../../../core/merchant/merchant.ts";
import { paths } from "../../../core/paths.ts";
import { type MerchantAct, permissionFor } from "../../../core/proposal/proposal.ts";
import { proposeAboutMerchant } from "../../../core/proposal/propose_about_merchant.ts";
import type { ActProblem, ProposingProblem } from "../../../views/staff/act_problem.ts";
import { ProposingPage } from "../../../views/staff/proposing_page.tsx";
import { render } from "../render.tsx";
import { readForm } from "./form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { readMerchantAct } from "./read_merchant_act.ts";
import { unknownAtDesk } from "./unknown_at_desk.tsx";

/** Where what takes two people is proposed about a merchant number: its own by its staff, any by the desk. */
export function proposingRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();
  const NO = ":merchantNo";
  if (desk === "console") {
    serve("set_account", paths.proposeOwnAccount());
  } else {
    serve("set_account", paths.opsProposeAccount(NO));
    serve("add_key", paths.opsProposeKey(NO));
    serve("share", paths.opsProposeSharing(NO));
    serve("close", paths.opsProposeClosing(NO));
  }
  return app;

  function serve(kind: MerchantAct["kind"], path: string): void {
    const writes = needs(given, permissionFor[kind], { confirmed: true });
    app.get(path, writes, async (c) => {
      const merchant = await merchantIn(c, kind);
      return merchant ? show(c, { merchant, kind }) : unknownAtDesk(c, desk);
    });
    app.post(path, writes, async (c) => {
      const merchant = await merchantIn(c, kind);
      if (!merchant) return unknownAtDesk(c, desk);
      const typed = await readForm(c);
      const read = await readMerchantAct(kind, typed);
      if (!read.ok) return show(c, { merchant, kind, typed, field: read.error });
      const { here } = c.var;
      const about = { ...read.value, merchantNo: merchant.merchantNo, here };
      const proposed = await proposeAboutMerchant(deps, about);
      return proposed.ok
        ? c.redirect(paths.proposal(desk, proposed.value.proposalId), 303)
        : show(c, { merchant, kind, typed, problem: proposed.error.code });
    });
  }

  /** Whose own staff this is, or whom the path names; a closed one has only its money that is still on the way. */
  async function merchantIn(
    c: Context<StaffEnv>,
    kind: MerchantAct["kind"],
  ): Promise<Merchant | undefined> {
    const no = c.var.here.place ?? c.req.param("merchantNo") ?? "";
    if (!/^[0-9A-Za-z]{15}$/.test(no)) return undefined;
    const [merchant] = await deps.load(deps.merchants.byNo(merchantNo(no)));
    return merchant?.state === "closed" && kind !== "set_account" ? undefined : merchant;
  }

  function show(
    c: Context<StaffEnv>,
    { typed = new URLSearchParams(), field, problem, ...about }: {
      readonly merchant: Merchant;
      readonly kind: MerchantAct["kind"];
      readonly typed?: URLSearchParams;
      readonly field?: ProposingProblem;
      readonly problem?: ActProblem;
    },
  ): Response {
    const { frame, who } = c.var;
    const props = { frame, desk, who, ...about, typed, field, problem };
    return render(c, {
      page: () => <ProposingPage {...props} />,
      ...(field === undefined && problem === undefined ? {} : { status: 422 }),
    });
  }
}
