import type { Contract } from "../../../core/contract/contract.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { contractWords } from "./contract_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly contract: Contract;
  /** What was typed for a reason that can't be used. */
  readonly refused?: string | undefined;
}

/** The one question before a contract is ended. */
export function ContractEndPage({ frame, who, contract, refused }: Props) {
  const w = contractWords(frame.lang);
  const title = w.endTitle(contract.contractCode);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="contracts" title={title}>
      <Problem text={refused === undefined ? undefined : w.problems.reason} field="reason" />
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <p>
          <bdi>{contract.title}</bdi>
        </p>
        <p>{w.endHelp}</p>
        <form
          class="stack"
          method="post"
          action={paths.consoleContractTermination(contract.contractId)}
        >
          <div class="field">
            <label for="reason">{w.endReason}</label>
            <input
              id="reason"
              name="reason"
              value={refused ?? ""}
              maxlength={200}
              autocomplete="off"
              aria-describedby="reason-hint"
              {...(refused === undefined ? {} : { "aria-invalid": "true" })}
            />
            <p id="reason-hint" class="hint">{w.endReasonHint}</p>
          </div>
          <div class="actions">
            <button class="button" type="submit">{w.end}</button>
            <a class="button quiet" href={paths.consoleContract(contract.contractId)}>{w.keep}</a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}
