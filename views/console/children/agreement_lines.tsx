import type { SharingAgreement } from "../../../core/sharing/sharing_agreement.ts";
import type { ChildWords } from "./child_words.ts";

interface Props {
  readonly w: ChildWords;
  readonly agreements: readonly SharingAgreement[];
}

/** What a number and those below it have agreed on. */
export function AgreementLines({ w, agreements }: Props) {
  if (agreements.length === 0) return <p class="quiet-text">{w.agreementsNone}</p>;
  return (
    <ul class="rows">
      {agreements.map((each) => (
        <li key={each.agreementId}>
          <span>
            <bdi class="mono">{each.agreementNo}</bdi>
            <span class="small quiet-text">
              {w.agreementDays(each.firstDay, each.lastDay)} · {w.covers[each.covers]} ·{" "}
              <span class="mono">{each.parentNo}</span>
            </span>
            <span class="small">
              {[
                ...(each.sharesContracts ? [w.shares] : []),
                ...each.parentMay.map((scope) => w.may[scope]),
              ].join(" · ")}
            </span>
          </span>
          <span class="end">{w.agreementStates[each.state]}</span>
        </li>
      ))}
    </ul>
  );
}
