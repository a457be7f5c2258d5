import type { SharingAgreement } from "../../../core/sharing/sharing_agreement.ts";
import type { Frame } from "../../frame.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { AgreementLines } from "./agreement_lines.tsx";
import { childWords } from "./child_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly agreements: readonly SharingAgreement[];
}

/** The agreements of a number with those above and below it. */
export function AgreementsPage({ frame, who, agreements }: Props) {
  const w = childWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="agreements" title={w.agreements}>
      <h1>{w.agreements}</h1>
      <section class="card">
        <AgreementLines w={w} agreements={agreements} />
      </section>
    </DeskLayout>
  );
}
