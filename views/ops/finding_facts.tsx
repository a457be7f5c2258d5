import type { SettleAct } from "../../core/proposal/proposal.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Row } from "../parts/facts.tsx";
import type { Lang } from "../words.ts";
import { opsWords } from "./words.ts";

/** What somebody found out, and where others can check it. */
export function findingFacts({ finding, evidence }: SettleAct, lang: Lang): readonly Row[] {
  const w = opsWords(lang);
  const txnNo = finding.type === "succeeded"
    ? <span class="mono">{finding.channelTxnNo}</span>
    : undefined;
  return [
    [w.happened, w.outcome[finding.type]],
    [w.channelTxnNo, txnNo],
    [w.reasons, finding.type === "failed" ? finding.reason : undefined],
    [w.evidence, isolated(evidence)],
  ];
}
