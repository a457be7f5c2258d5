import type { Contract } from "../../../core/contract/contract.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { TextField } from "../../staff/text_field.tsx";
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
          <TextField
            name="reason"
            label={w.endReason}
            value={refused ?? ""}
            hint={w.endReasonHint}
            max={200}
            invalid={refused !== undefined}
            optional
          />
          <div class="actions">
            <button class="button" type="submit">{w.end}</button>
            <a class="button quiet" href={paths.consoleContract(contract.contractId)}>{w.keep}</a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}
