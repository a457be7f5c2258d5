import { disputeReasons } from "../../core/dispute/dispute.ts";
import type { Disputable, OpenDisputeRefusal } from "../../core/dispute/open_dispute.ts";
import { subjectOf } from "../../core/dispute/dispute.ts";
import { paths } from "../../core/paths.ts";
import { leftToRefund } from "../../core/refund/left_to_refund.ts";
import { isolated } from "../../core/text/isolated.ts";
import { disputeWords } from "../dispute/words.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Choices } from "../ops/choices.tsx";
import { Facts } from "../parts/facts.tsx";
import { formatMoney } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import { walletDisputeWords } from "./dispute_words.ts";

interface Props {
  readonly frame: Frame;
  readonly found: Disputable;
  /** Why it cannot be disputed. */
  readonly refused: OpenDisputeRefusal["code"] | undefined;
  /** The form came back without a reason. */
  readonly missing: boolean;
}

/** "I don't recognise this": what it is, what is wrong with it, and what happens next. */
export function DisputingPage({ frame, found, refused, missing }: Props) {
  const { lang } = frame;
  const w = walletDisputeWords(lang);
  const d = disputeWords(lang);
  const { merchant, paid, subject } = found;
  return (
    <Layout frame={frame} title={w.title} mode={merchant.mode} width="column" script={false}>
      <Problem text={missing ? w.reasonMissing : undefined} />
      <form class="card stack" method="post" action={paths.walletDisputing(subjectOf(found))}>
        <h1>{w.title}</h1>
        <Facts
          rows={[
            [w.about, isolated(merchant.name)],
            [w.subject, <bdi key="subject">{subject}</bdi>],
            [w.amount, formatMoney(refused ? paid.amount : leftToRefund(paid))],
            [w.paidAt, <Time key="paid" at={paid.succeededAt} lang={lang} />],
          ]}
        />
        {refused === undefined
          ? (
            <>
              <Choices
                type="radio"
                name="reason"
                legend={w.reason}
                choices={disputeReasons
                  .filter((each) => each !== "contract_ended" || found.of.deductionId !== undefined)
                  .map((each) => ({
                    value: each,
                    label: d.reasons[each],
                    help: d.reasonHelp[each],
                    checked: false,
                  }))}
              />
              <p class="quiet-text">{w.help(merchant.name)}</p>
              <div class="halves">
                <button class="button" type="submit">{w.submit}</button>
                <a class="button quiet" href={paths.wallet()}>{w.cancel}</a>
              </div>
            </>
          )
          : (
            <>
              <p>{refused === "dispute_too_late" ? w.tooLate : w.nothingLeft}</p>
              <a class="button" href={paths.wallet()}>{w.back}</a>
            </>
          )}
      </form>
    </Layout>
  );
}
