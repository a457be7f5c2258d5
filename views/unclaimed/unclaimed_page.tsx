import type { Child } from "hono/jsx";
import { paths } from "../../core/paths.ts";
import { mayResend, type Refund } from "../../core/refund/refund.ts";
import type { MaskedAccount } from "../../core/settlement/settlement_account.ts";
import type { ProposalId } from "../../core/id.ts";
import { Band } from "../parts/band.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type UnclaimedError, unclaimedWords } from "./words.ts";

/** A refund that reached nobody, and how far its way out has come. */
export interface UnclaimedRefund {
  readonly refund: Refund;
  /** That waits for a second person. */
  readonly waiting: ProposalId | undefined;
  /** To which two people decided to pay it. */
  readonly payout: MaskedAccount | undefined;
}

interface Props {
  readonly lang: Lang;
  readonly refunds: readonly UnclaimedRefund[];
  readonly mayWrite: boolean;
  readonly formError?: UnclaimedError | undefined;
}

/** What waits for its payer, the longest first. */
export function UnclaimedPage({ lang, refunds, mayWrite, formError }: Props) {
  const w = unclaimedWords(lang);
  return (
    <>
      <Problem text={formError && w.errors[formError]} />
      <h1>{w.title}</h1>
      <p class="quiet-text">{w.help}</p>
      {refunds.length === 0 ? <p class="card">{w.none}</p> : null}
      {refunds.map((each) => (
        <section class="card stack" key={each.refund.refundId}>
          <h2>
            <Amount money={each.refund.amount} size="large" />
          </h2>
          <RefundFacts lang={lang} item={each} />
          <Way lang={lang} item={each} mayWrite={mayWrite} />
        </section>
      ))}
    </>
  );
}

interface ItemProps {
  readonly lang: Lang;
  readonly item: UnclaimedRefund;
}

function RefundFacts({ lang, item: { refund, payout } }: ItemProps) {
  const w = unclaimedWords(lang);
  const { merchantNo, refundId, stranded } = refund;
  return (
    <Facts
      rows={[
        fact(
          w.merchantNo,
          <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>,
        ),
        fact(w.refund, <a class="link mono" href={paths.opsRecord(refundId)}>{refundId}</a>),
        fact(w.since, stranded && <Time at={stranded.since} lang={lang} />),
        fact(w.because, stranded && (w.causes[stranded.because] ?? stranded.because)),
        fact(
          w.account,
          payout && (
            <>
              <bdi>{payout.holder}</bdi>
              <span class="line mono">···· {payout.lastFour}</span>
              <span class="line">{payout.bank}</span>
            </>
          ),
        ),
      ]}
    />
  );
}

/** What can be done next, and by whom. */
function Way({ lang, item, mayWrite }: ItemProps & { readonly mayWrite: boolean }) {
  const w = unclaimedWords(lang);
  const { refund, waiting } = item;
  if (refund.state !== "succeeded") return <p class="quiet-text">{w.resending}</p>;
  const { payout, sentAs } = refund.stranded ?? {};
  if (sentAs !== undefined) {
    return (
      <p>
        {w.sent} <a class="link" href={paths.opsPayout(sentAs)}>{w.toPayout}</a>
      </p>
    );
  }
  if (waiting !== undefined) {
    return (
      <Band mark="limit">
        <p>
          {w.waiting} <a href={paths.proposal("ops", waiting)}>{w.toProposal}</a>
        </p>
      </Band>
    );
  }
  return (
    <>
      {payout === undefined ? null : (
        <p>
          {w.agreed} <a class="link" href={paths.opsSettlements()}>{w.toRuns}</a>
        </p>
      )}
      {mayWrite ? <WayForm lang={lang} item={item} /> : null}
    </>
  );
}

function WayForm({ lang, item: { refund, refund: { refundId, version } } }: ItemProps) {
  const w = unclaimedWords(lang);
  const action = paths.opsUnclaimedWay(refundId);
  const seen = <input type="hidden" name="version" value={`${version}`} />;
  const id = (name: string) => `${name}-${refundId}`;
  return (
    <>
      <details>
        <summary>{w.toAnother}</summary>
        <form class="stack" method="post" action={action}>
          {seen}
          <Field id={id("bank")} name="bank" label={w.bank} max={64} />
          <Field id={id("holder")} name="holder" label={w.holder} max={64} />
          <Field
            id={id("account")}
            name="account_no"
            label={w.accountNo}
            hint={w.accountHint}
            max={32}
            mono
          />
          <Field id={id("why")} name="reason" label={w.why} hint={w.whyHint} max={200} />
          <button class="button" type="submit" name="way" value="payout">{w.propose}</button>
        </form>
      </details>
      {mayResend(refund)
        ? (
          <details>
            <summary>{w.again}</summary>
            <form class="stack" method="post" action={action}>
              {seen}
              <Field id={id("again")} name="reason" label={w.why} hint={w.whyHint} max={200} />
              <button class="button quiet" type="submit" name="way" value="resend">
                {w.propose}
              </button>
            </form>
          </details>
        )
        : null}
    </>
  );
}

function Field({ id, name, label, hint, max, mono = false }: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly max: number;
  readonly mono?: boolean;
}): Child {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        maxlength={max}
        autocomplete="off"
        {...(mono ? { class: "mono" } : {})}
        {...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` })}
      />
      {hint === undefined ? null : <p id={`${id}-hint`} class="hint">{hint}</p>}
    </div>
  );
}
