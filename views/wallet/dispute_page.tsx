import { isWaiting } from "../../core/dispute/dispute.ts";
import type { OwnDisputeView } from "../../core/dispute/follow_up.ts";
import { paths } from "../../core/paths.ts";
import { isolated } from "../../core/text/isolated.ts";
import { instant } from "../../core/time.ts";
import { ChargebackRows } from "../dispute/chargeback_rows.tsx";
import { disputeMarks } from "../dispute/dispute_marks.ts";
import { Evidence } from "../dispute/evidence.tsx";
import { Files } from "../dispute/files.tsx";
import { Said } from "../dispute/said.tsx";
import { disputeWords } from "../dispute/words.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { StateHeading } from "../parts/band.tsx";
import { Facts } from "../parts/facts.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatMoney } from "../parts/money.tsx";
import { formatTime, Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { walletDisputeWords } from "./dispute_words.ts";

interface Props extends OwnDisputeView {
  readonly frame: Frame;
  /** It was not any more what this page showed. */
  readonly changed: boolean;
}

/** What a payer disputes: how it stands, what was said, and what they can do next. */
export function DisputePage({ frame, changed, ...view }: Props) {
  const { lang } = frame;
  const w = walletDisputeWords(lang);
  const d = disputeWords(lang);
  const { dispute, merchant, chargebacks } = view;
  const { state, evidence } = dispute;
  const due = isWaiting(dispute) ? formatTime(dispute.dueAt, lang) : "";
  return (
    <Layout
      frame={frame}
      title={d.states[state]}
      mode={merchant.mode}
      width="column"
      script={false}
    >
      <Problem text={changed ? w.changed : undefined} />
      <div class="stack">
        <div class="card stack">
          <StateHeading mark={disputeMarks[state]} text={d.states[state]} />
          <p>{withMoments(w.notes[state](due))}</p>
          <Facts
            rows={[
              [w.about, isolated(merchant.name)],
              [w.subject, <bdi key="subject">{evidence.subject}</bdi>],
              [w.amount, formatMoney(dispute.amount)],
              [
                w.paidAt,
                <Time key="paid" at={instant(Date.parse(evidence.paid_at))} lang={lang} />,
              ],
              [w.reasonIs, d.reasons[dispute.reason]],
              [w.openedAt, <Time key="opened" at={dispute.createdAt} lang={lang} />],
            ]}
          />
          <Said lang={lang} dispute={dispute} titles={w} />
          <NextSteps view={view} lang={lang} />
        </div>
        <ChargebackRows lang={lang} chargebacks={chargebacks} />
        <Files
          lang={lang}
          dispute={dispute}
          evidenceHref={paths.walletDisputeEvidence(dispute.disputeId)}
          hrefTo={({ sha256 }) => paths.walletDisputeFile(dispute.disputeId, sha256)}
        />
        <Evidence lang={lang} dispute={dispute} />
        <a class="link" href={paths.wallet()}>{w.back}</a>
      </div>
    </Layout>
  );
}

function NextSteps({ view: { dispute }, lang }: {
  readonly view: OwnDisputeView;
  readonly lang: Lang;
}) {
  const w = walletDisputeWords(lang);
  const { disputeId, state } = dispute;
  if (!isWaiting(dispute)) return null;
  return (
    <>
      {state === "contested"
        ? (
          <form method="post" action={paths.walletEscalation(disputeId)}>
            <button class="button" type="submit">{w.escalate}</button>
          </form>
        )
        : null}
      <form method="post" action={paths.walletWithdrawal(disputeId)}>
        <button class="button quiet" type="submit">{w.withdraw}</button>
      </form>
    </>
  );
}
