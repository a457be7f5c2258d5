import type { Contract } from "../../../core/contract/contract.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { contractWords } from "./contract_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly contract: Pick<Contract, "contractId" | "contractCode" | "title">;
}

/** The one question before a link to sign again is ended and another takes its place. */
export function SignAgainLinkPage(
  { frame, who, contract: { contractId, contractCode, title } }: Props,
) {
  const w = contractWords(frame.lang);
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section="contracts"
      title={w.newLinkTitle}
    >
      <section class="card stack narrow-card">
        <h1>{w.newLinkTitle}</h1>
        <p>
          <bdi>{title}</bdi> <span class="mono">{contractCode}</span>
        </p>
        <p>{w.newLinkHelp}</p>
        <form method="post" action={paths.consoleSignAgainLink(contractId)}>
          <div class="actions">
            <button class="button" type="submit">{w.newLink}</button>
            <a class="button quiet" href={paths.consoleContract(contractId)}>{w.keep}</a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}
