import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { shownSignature } from "../../../core/factor/shown_signature.ts";
import { ownReceipt } from "../../../core/payment_receipt/own_receipt.ts";
import { parseReceiptSubject } from "../../../core/payment_receipt/payment_receipt.ts";
import { paths } from "../../../core/paths.ts";
import { ReceiptPage } from "../../../views/receipt/receipt_page.tsx";
import { UnknownReceiptPage } from "../../../views/receipt/unknown_receipt_page.tsx";
import { sessionOf } from "../consumer_session.ts";
import { receiptFile } from "../receipt_file.ts";
import { type PageEnv, render } from "../render.tsx";
import { comeIn, modeHere } from "./come_in.tsx";

type PageContext = Context<PageEnv>;

/** The receipt of each payment, charge and refund of a person: a page to be printed, and signed JSON. */
export function receiptRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get(paths.walletReceipt(":subjectId"), async (c) => {
    const found = await receiptHere(c);
    if (!found?.ok) return absent(c, found?.error.code);
    const { value: receipt } = found;
    const signature = receipt.signature && await shownSignature(receipt.signature);
    const props = { frame: c.var.frame, receipt, signature, now: deps.now() };
    return render(c, { page: () => <ReceiptPage {...props} /> });
  });

  app.get(paths.walletReceiptFile(":subjectId"), async (c) => {
    const found = await receiptHere(c);
    return found?.ok ? await receiptFile(c, deps, found.value) : absent(c, found?.error.code);
  });

  return app;

  function receiptHere(c: PageContext) {
    const session = sessionOf(c, deps);
    const subjectId = parseReceiptSubject(c.req.param("subjectId") ?? "");
    return session === undefined || !subjectId
      ? undefined
      : ownReceipt(deps, { session, subjectId });
  }

  function absent(c: PageContext, code: string | undefined): Response | Promise<Response> {
    if (code === "session_over" || sessionOf(c, deps) === undefined) return comeIn(c, deps);
    const frame = { ...c.var.frame, here: paths.wallet() };
    return render(c, {
      page: () => <UnknownReceiptPage frame={frame} mode={modeHere(deps)} />,
      status: 404,
    });
  }
}
