import type { Dispute } from "../../core/dispute/dispute.ts";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";

interface Props {
  readonly lang: Lang;
  readonly dispute: Pick<Dispute, "answer" | "decision">;
  /** What each is called where it is shown. */
  readonly titles: { readonly answer: string; readonly decision: string };
}

/** What the merchant answered and the institution decided, as far as either has. */
export function Said({ lang, dispute: { answer, decision }, titles }: Props) {
  return (
    <>
      {answer
        ? (
          <>
            <h2>{titles.answer}</h2>
            <p class="full-text">{answer.text}</p>
            <p class="small quiet-text">
              <Time at={answer.at} lang={lang} />
            </p>
          </>
        )
        : null}
      {decision === undefined ? null : (
        <>
          <h2>{titles.decision}</h2>
          <p class="full-text">{decision}</p>
        </>
      )}
    </>
  );
}
