import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { type OrderId, parseId } from "../../../core/id.ts";
import { cny, type Money, typedYuan } from "../../../core/money.ts";
import { paths } from "../../../core/paths.ts";
import { readOnce, refundSale } from "../../../core/till/refund_sale.ts";
import type { OpenTill } from "../../../core/till/till.ts";
import { viewSale } from "../../../core/till/view_sale.ts";
import { NotePage } from "../../../views/till/note_page.tsx";
import { SalePage, type SaleProblem } from "../../../views/till/sale_page.tsx";
import { tillWords } from "../../../views/till/words.ts";
import { type PageEnv, render } from "../render.tsx";
import { withTill } from "./locked.tsx";

type PageContext = Context<PageEnv>;

const LEFT = /^\d{1,12}$/;

/** One of a till's sales, and its refund. */
export function saleRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const atTill = withTill(deps);

  app.get("/till/sales/:orderId", (c) => atTill(c, (till) => show(c, till)));

  app.post("/till/sales/:orderId/refunds", (c) =>
    atTill(c, async (till) => {
      const orderId = idIn(c);
      const form = readForm(await c.req.parseBody());
      if (!orderId || !form) return await show(c, till);
      const { once, shownLeft, typed } = form;
      const amount = typedYuan(typed);
      if (!amount || amount.fen === 0) {
        const code = typed.trim() === "" ? "amount_missing" : "amount_wrong";
        return await show(c, till, { typed, problem: { code } });
      }
      const refunded = await refundSale(deps, till, { orderId, once, amount, shownLeft });
      if (refunded.ok) return c.redirect(paths.counterSale(orderId), 303);
      const { error } = refunded;
      if (error.code === "sale_not_found") return unknown(c, till);
      // What was typed was about other numbers.
      const kept = error.code === "form_stale" ? {} : { typed };
      return await show(c, till, { ...kept, problem: error });
    }));

  return app;

  async function show(
    c: PageContext,
    till: OpenTill,
    { typed, problem }: { readonly typed?: string; readonly problem?: SaleProblem } = {},
  ): Promise<Response> {
    const orderId = idIn(c);
    const view = orderId && await viewSale(deps, till, orderId);
    if (!view) return unknown(c, till);
    const shown = { till, view, typed, problem };
    return render(c, {
      page: () => <SalePage frame={c.var.frame} {...shown} />,
      status: problem ? statusOf(problem) : 200,
    });
  }
}

function statusOf({ code }: SaleProblem): 409 | 422 {
  return code === "amount_missing" || code === "amount_wrong" ? 422 : 409;
}

function idIn(c: PageContext): OrderId | undefined {
  return parseId("ord", c.req.param("orderId") ?? "");
}

interface Form {
  readonly once: string;
  readonly shownLeft: Money;
  readonly typed: string;
}

/** Undefined for what our page never sends. */
function readForm({ once, left, amount }: Readonly<Record<string, unknown>>): Form | undefined {
  const no = typeof once === "string" ? readOnce(once) : undefined;
  if (no === undefined || typeof left !== "string" || !LEFT.test(left)) return undefined;
  return {
    once: no,
    shownLeft: cny(Number(left)),
    typed: typeof amount === "string" ? amount : "",
  };
}

function unknown(c: PageContext, till: OpenTill): Response {
  const { frame } = c.var;
  const w = tillWords(frame.lang);
  const shown = { mark: "closed", title: w.unknown, text: w.unknownHelp } as const;
  return render(c, {
    page: () => <NotePage frame={frame} till={till} {...shown} />,
    status: 404,
  });
}
