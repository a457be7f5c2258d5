import { Hono } from "hono";
import { findNumber } from "../../../core/desk/find_number.ts";
import { parseId, type PaymentId } from "../../../core/id.ts";
import { loadReceipt } from "../../../core/payment_receipt/load_receipt.ts";
import { signedPayments } from "../../../core/payment/signed_payments.ts";
import { paths } from "../../../core/paths.ts";
import { permits, type Role } from "../../../core/permission/role.ts";
import { blockWords } from "../../../views/ops/block_words.ts";
import { complaintWords } from "../../../views/ops/complaint_words.ts";
import { NumberBox, SearchResult, SubjectHistory } from "../../../views/ops/search.tsx";
import { opsWords } from "../../../views/ops/words.ts";
import { SignedPaymentCard } from "../../../views/receipt/signed_payment.tsx";
import type { Lang } from "../../../views/words.ts";
import { receiptFile } from "../receipt_file.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { disputeDeskWords } from "../../../views/dispute/desk_words.ts";
import { opsPage } from "./ops_page.tsx";

const NUMBER_CHARACTERS_MAX = 64;
const EVENTS_MAX = 200;

/** Whatever has a number, at any merchant, and everything that happened to it. */
export function searchRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "merchants:read");

  app.get(paths.opsSearch(), reads, async (c) => {
    const { lang } = c.var.frame;
    const typed = (c.req.query("q") ?? "").slice(0, NUMBER_CHARACTERS_MAX);
    const result = await findNumber(deps, typed);
    return opsPage(
      c,
      { section: "search", title: opsWords(lang).search },
      <>
        <h1>{opsWords(lang).search}</h1>
        <NumberBox lang={lang} text={result.text} />
        <SearchResult lang={lang} result={result} />
      </>,
    );
  });

  app.get(paths.opsRecord(":subjectId"), reads, async (c) => {
    const subjectId = c.req.param("subjectId") ?? "";
    const chargebackId = parseId("cbk", subjectId);
    if (chargebackId) {
      const [disputeId] = await deps.load(deps.disputes.disputeOf(chargebackId));
      return disputeId ? c.redirect(paths.opsDispute(disputeId), 303) : unknownAtDesk(c, "ops");
    }
    const [events] = await deps.load(deps.desk.eventsOf(subjectId, EVENTS_MAX));
    if (events.length === 0) return unknownAtDesk(c, "ops");
    const { frame, who } = c.var;
    const paymentId = parseId("pay", subjectId);
    const signed = paymentId && await signedIn(paymentId);
    return opsPage(
      c,
      { section: "search", title: subjectId },
      <>
        <SubjectHistory
          lang={frame.lang}
          subjectId={subjectId}
          events={events}
          ways={waysFrom(subjectId, who.role, frame.lang)}
        />
        {signed ? <SignedPaymentCard {...signed} lang={frame.lang} /> : null}
      </>,
    );
  });

  app.get(paths.opsPaymentEvidence(":paymentId"), needs(given, "payments:read"), async (c) => {
    const paymentId = parseId("pay", c.req.param("paymentId") ?? "");
    const receipt = paymentId && await loadReceipt(deps, paymentId);
    return receipt ? await receiptFile(c, deps, receipt) : unknownAtDesk(c, "ops");
  });

  return app;

  async function signedIn(paymentId: PaymentId) {
    const [payment] = await deps.load(deps.payments.byId(paymentId));
    const signed = payment && await signedPayments(deps, payment.orderId, [paymentId]);
    const signature = signed?.get(paymentId);
    const isPaid = payment?.state === "succeeded";
    return signature &&
      { signature, href: isPaid ? paths.opsPaymentEvidence(paymentId) : undefined };
  }
}

/** What whoever looks may do about a record, and its own page where it has one. */
function waysFrom(subjectId: string, role: Role, lang: Lang) {
  const blocks = blockWords(lang);
  const complaints = complaintWords(lang);
  const ways = [
    [/^(?:con|ctr|ded|sgn)_/, "blocks:write", paths.opsBlockPayer(subjectId), blocks.block],
    [/^blk_/, "blocks:read", paths.opsBlock(subjectId), blocks.title],
    [/^dsp_/, "disputes:read", paths.opsDispute(subjectId), disputeDeskWords(lang).title],
    [/^cmp_/, "complaints:read", paths.opsComplaint(subjectId), complaints.title],
    [
      /^(?:ord|pay|rfd|ded|ctr)_/,
      "complaints:write",
      paths.opsNewComplaint(subjectId),
      complaints.record,
    ],
  ] as const;
  return ways.flatMap(([of, need, href, text]) =>
    of.test(subjectId) && permits(role, need) ? [[href, text] as const] : []
  );
}
