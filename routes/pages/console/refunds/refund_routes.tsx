import { type Context, Hono } from "hono";
import { type Paid, viewPaid } from "../../../../core/console/view_paid.ts";
import { viewRefund } from "../../../../core/console/view_refund.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { cny, type Money, noMoney, plainYuan, typedYuan } from "../../../../core/money.ts";
import { paths } from "../../../../core/paths.ts";
import { requestRefundAsSeen } from "../../../../core/refund/request_refund.ts";
import {
  NothingToRefundPage,
  RefundCheckPage,
  RefundFormPage,
  type RefundProblem,
} from "../../../../views/console/refunds/refund_form.tsx";
import { RefundPage } from "../../../../views/console/refunds/refund_page.tsx";
import { render } from "../../render.tsx";
import { readForm, readLine } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

const REASON_CHARACTERS_MAX = 200;
const REFUND_NO = /^C-[0-9A-Z]{26}$/;

/** What was typed into the form, and what it knew. */
interface Typed {
  readonly amount: string;
  readonly reason: string;
  readonly refundNo: string;
  readonly left: Money;
  /** Whether the button that was pressed said the amount. */
  readonly said: boolean;
}

/** Which order or deduction the path names. */
type PaidIn = (c: Context<StaffEnv>) => Paid["of"] | undefined;

/** One refund, and the page on which a refund of an order or of a deduction is made. */
export function refundRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;

  app.get(paths.consoleRefund(":refundId"), needs(given, "refunds:read"), async (c) => {
    const refundId = parseId("rfd", c.req.param("refundId") ?? "");
    const view = refundId && await viewRefund(deps, staffCaller(c), refundId);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, { page: () => <RefundPage frame={frame} who={who} view={view} /> });
  });

  const ofOrder = needs(given, ["orders:read", "refunds:write"]);
  app.get(paths.consoleOrderRefunds(":orderId"), ofOrder, (c) => showForm(c, orderIn));
  app.post(paths.consoleOrderRefunds(":orderId"), ofOrder, (c) => submit(c, orderIn));

  const ofDeduction = needs(given, ["deductions:read", "refunds:write"]);
  app.get(
    paths.consoleDeductionRefunds(":deductionId"),
    ofDeduction,
    (c) => showForm(c, deductionIn),
  );
  app.post(
    paths.consoleDeductionRefunds(":deductionId"),
    ofDeduction,
    (c) => submit(c, deductionIn),
  );

  return app;

  async function submit(c: Context<StaffEnv>, paidIn: PaidIn): Promise<Response> {
    const of = paidIn(c);
    if (!of) return unknownAtDesk(c, "console");
    const typed = await readTyped(c);
    const amount = typedYuan(typed.amount);
    if (!amount || amount.fen === 0) return await showForm(c, paidIn, "amount", typed);
    const reason = typed.reason === ""
      ? undefined
      : readLine(typed.reason, REASON_CHARACTERS_MAX) ?? null;
    if (reason === null) return await showForm(c, paidIn, "reason", typed);
    if (!REFUND_NO.test(typed.refundNo)) return await showForm(c, paidIn, "changed", typed);
    if (!typed.said && amount.fen <= typed.left.fen) {
      return await showForm(c, paidIn, undefined, typed);
    }

    const requested = await requestRefundAsSeen(deps, {
      caller: staffCaller(c),
      paid: of.id,
      merchantRefundNo: typed.refundNo,
      amount,
      reason,
    }, typed.left);
    if (requested.ok) {
      return c.redirect(paths.consoleRefund(requested.value.refund.refundId), 303);
    }
    switch (requested.error.code) {
      case "key_unknown":
      case "order_not_found":
      case "deduction_not_found":
        return unknownAtDesk(c, "console");
      case "order_not_paid":
      case "deduction_not_paid":
        return await showForm(c, paidIn);
      case "refund_exceeds_paid":
        return await showForm(c, paidIn, "too_much", typed);
      case "refund_window_over":
        return await showForm(c, paidIn, "too_old", typed);
      case "balance_too_low":
        return await showForm(c, paidIn, "too_low", typed);
      case "refund_left_changed":
        return await showForm(c, paidIn, "changed", typed);
      case "refund_no_reused":
        return await showForm(c, paidIn, "used", { ...typed, refundNo: "" });
    }
  }

  /** The form as it is now: what was typed stays, what it knows is fresh. */
  async function showForm(
    c: Context<StaffEnv>,
    paidIn: PaidIn,
    problem?: RefundProblem,
    typed?: Typed,
  ): Promise<Response> {
    const of = paidIn(c);
    const paid = of && await viewPaid(deps, staffCaller(c), of);
    if (!paid) return unknownAtDesk(c, "console");
    const { left = noMoney } = paid;
    const status = problem ? { status: 422 } as const : {};
    const { frame, who } = c.var;
    if (left.fen === 0) return nothingLeft(c, paid, typed !== undefined);
    const known = REFUND_NO.test(typed?.refundNo ?? "");
    const shown = {
      frame,
      who,
      paid,
      left,
      refundNo: known && typed ? typed.refundNo : newRefundNo(),
      typed: typed ?? { amount: plainYuan(left), reason: "" },
      problem,
    };
    const amount = typed && !problem ? typedYuan(typed.amount) : undefined;
    return render(c, {
      page: () =>
        amount ? <RefundCheckPage {...shown} amount={amount} /> : <RefundFormPage {...shown} />,
      ...status,
    });
  }

  function nothingLeft(c: Context<StaffEnv>, paid: Paid, refused: boolean): Response {
    const { frame, who } = c.var;
    const page = () => <NothingToRefundPage frame={frame} who={who} paid={paid} />;
    return render(c, { page, ...(refused ? { status: 422 } : {}) });
  }

  function newRefundNo(): string {
    return `C-${deps.newId("rfd").slice("rfd_".length)}`;
  }
}

async function readTyped(c: Context<StaffEnv>): Promise<Typed> {
  const form = await readForm(c);
  const left = Number(form.get("left") ?? "");
  return {
    amount: (form.get("amount") ?? "").trim(),
    reason: (form.get("reason") ?? "").trim(),
    refundNo: form.get("refund_no") ?? "",
    left: Number.isSafeInteger(left) && left > 0 ? cny(left) : noMoney,
    said: form.get("method") === "said",
  };
}

function orderIn(c: Context<StaffEnv>): Paid["of"] | undefined {
  const id = parseId("ord", c.req.param("orderId") ?? "");
  return id && { kind: "order", id };
}

function deductionIn(c: Context<StaffEnv>): Paid["of"] | undefined {
  const id = parseId("ded", c.req.param("deductionId") ?? "");
  return id && { kind: "deduction", id };
}
