import type { Dispute } from "../../core/dispute/dispute.ts";
import { type Money, noMoney } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { StateWord } from "../console/state_word.tsx";
import { fact } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { disputeMarks } from "./dispute_marks.ts";
import { disputeWords } from "./words.ts";

/** Of a payment, deduction or refund in the console: what the channel took back of it, and the way to its dispute. */
export function disputeFacts(
  lang: Lang,
  dispute: Dispute | undefined,
  chargedBack: Money = noMoney,
) {
  const w = disputeWords(lang);
  return [
    fact(
      w.columns.chargedBack,
      chargedBack.fen > 0 ? <Amount money={chargedBack} /> : undefined,
    ),
    fact(
      w.dispute,
      dispute && (
        <a class="link" href={paths.consoleDispute(dispute.disputeId)}>
          <StateWord mark={disputeMarks[dispute.state]} text={w.states[dispute.state]} />
        </a>
      ),
    ),
  ];
}
