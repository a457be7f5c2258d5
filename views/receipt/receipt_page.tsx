import type { Child } from "hono/jsx";
import type { ShownSignature } from "../../core/factor/shown_signature.ts";
import { kindOf, type PaymentReceipt } from "../../core/payment_receipt/payment_receipt.ts";
import { paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { StateHeading } from "../parts/band.tsx";
import { breakable } from "../parts/breakable.tsx";
import { channelName } from "../parts/channel_name.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { LongNo } from "../parts/long_no.tsx";
import { withMoments } from "../parts/moments.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { Seal } from "../parts/seal.tsx";
import { formatTime, Time } from "../parts/time.tsx";
import { walletWords } from "../wallet/words.ts";
import { type Lang, type SealKind, words } from "../words.ts";
import { receiptWords } from "./receipt_words.ts";
import { SignedFacts } from "./signed_facts.tsx";

interface Props {
  readonly frame: Frame;
  readonly receipt: PaymentReceipt;
  readonly signature: ShownSignature | undefined;
  /** What it says is so at this time. */
  readonly now: Instant;
}

/** What somebody paid, was charged or got back, to be kept: on one page of paper, and as signed JSON. */
export function ReceiptPage({ frame, receipt, signature, now }: Props) {
  const { lang, asset, institution, origin } = frame;
  const w = receiptWords(lang);
  const { merchant, amount, payee, subject, subjectId, refundOf } = receipt;
  const { title, seal } = standingOf(receipt, lang);
  return (
    <Layout
      frame={frame}
      title={w.titles[kindOf(receipt)]}
      mode={merchant.mode}
      head={<link rel="stylesheet" href={asset("receipt.css")} />}
    >
      <article class="card receipt sealed">
        <Seal kind={seal} lang={lang} />
        <StateHeading mark="paid" text={title} />
        <Amount money={amount} size="large" />
        <p class="payee">
          <b>
            <bdi>{breakable(payee)}</bdi>
          </b>
        </p>
        <p class="quiet-text">
          <bdi>{subject}</bdi>
        </p>
        <PaidFacts receipt={receipt} lang={lang} />
        {signature
          ? (
            <>
              <h2>{w.signed}</h2>
              <SignedFacts signature={signature} lang={lang} />
            </>
          )
          : null}
        <p>
          <b>{w.notInvoice}</b>
        </p>
        <p class="small quiet-text">
          {w.titles[kindOf(receipt)]} · <bdi>{institution}</bdi>
        </p>
        <p class="small quiet-text">
          {withMoments(w.asOf(formatTime(now, lang)))}
        </p>
        <p class="small quiet-text">
          {w.verify} <span class="mono">{`${origin}${paths.jwks()}`}</span>
        </p>
      </article>
      <div class="actions stack">
        <a class="button quiet" href={paths.walletReceiptFile(subjectId)} download>{w.download}</a>
        <p class="inline">
          <button class="link" type="button" data-print hidden>{words(lang).print}</button>
          <a class="link" href={paths.docsGuide("receipts")}>{w.howTo}</a>
          {refundOf ? <ReceiptOf id={refundOf}>{w.ofPaid}</ReceiptOf> : null}
          <a class="link" href={paths.wallet()}>{words(lang).backToWallet}</a>
        </p>
      </div>
    </Layout>
  );
}

/** Filled while the money stands, outlined once all of it has gone back; the heading says the same. */
function standingOf(
  receipt: PaymentReceipt,
  lang: Lang,
): { readonly title: string; readonly seal: SealKind } {
  const { titles } = words(lang);
  const kind = kindOf(receipt);
  if (kind === "refund" || receipt.refunded.fen >= receipt.amount.fen) {
    return { title: titles.refunded, seal: "refunded" };
  }
  const title = kind === "payment" ? titles.paid : receiptWords(lang).charged;
  return { title, seal: "paid" };
}

function PaidFacts({ receipt, lang }: { readonly receipt: PaymentReceipt; readonly lang: Lang }) {
  const w = receiptWords(lang);
  const shared = words(lang);
  const { refundOf, contract, channelTxnNo, refunded, chargedBack, paidByPayer } = receipt;
  return (
    <Facts
      rows={[
        fact(w.at, <Time at={receipt.succeededAt} lang={lang} />),
        fact(w.merchantNo, <span class="mono">{receipt.merchant.merchantNo}</span>),
        fact(refundOf ? w.refundedTo : shared.paidWith, paidWith(receipt, lang)),
        fact(w.verified, refundOf ? undefined : verifiedBy(receipt, lang)),
        fact(shared.paidByPayer, paidByPayer && formatMoney(paidByPayer)),
        fact(shared.orderNo, <LongNo no={receipt.merchantOrderNo} />),
        fact(w.contractNo, contract && <LongNo no={contract.contractId} />),
        fact(w.number, <LongNo no={receipt.subjectId} />),
        fact(shared.transactionNo, channelTxnNo && <LongNo no={channelTxnNo} />),
        fact(w.refundOf, refundOf && <LongNo no={refundOf} />),
        ...receipt.refunds.map(({ refundId, amount, succeededAt, delivered }) => {
          const text = formatMoney(amount);
          return fact(
            shared.refund,
            <>
              {delivered ? <ReceiptOf id={refundId}>{text}</ReceiptOf> : text}{" "}
              {delivered ? <Time at={succeededAt} lang={lang} /> : w.undelivered}
            </>,
          );
        }),
        fact(
          shared.refundedPart,
          receipt.refunds.length > 1 ? formatMoney(refunded) : undefined,
        ),
        fact(w.chargedBack, chargedBack.fen > 0 ? formatMoney(chargedBack) : undefined),
      ]}
    />
  );
}

function ReceiptOf({ id, children }: { readonly id: string; readonly children: Child }) {
  return <a class="link" href={paths.walletReceipt(id)}>{children}</a>;
}

function paidWith({ method, card, paidOut }: PaymentReceipt, lang: Lang): string {
  const w = receiptWords(lang);
  if (paidOut) return w.anotherAccount;
  const way = method ? words(lang).methods[method].label : w.contract;
  return card === undefined ? way : `${way} ${card}`;
}

function verifiedBy({ factors, contract, channel }: PaymentReceipt, lang: Lang): Child {
  const w = receiptWords(lang);
  if (contract) return withMoments(w.byContract(formatTime(contract.signedAt, lang)));
  return factors
    ? factors.map((each) => w.factors[each]).join(lang === "zh" ? "、" : ", ")
    : w.byChannel(channelName(walletWords(lang).channels, channel));
}
