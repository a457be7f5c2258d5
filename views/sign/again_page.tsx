import type { Contract } from "../../core/contract/contract.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { signWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly contract: Pick<Contract, "contractId" | "title">;
  readonly owner: Pick<Merchant, "name" | "mode" | "brand">;
  /** Whether it has to be signed again. */
  readonly due: boolean;
  /** The signing could not be opened. */
  readonly refused: boolean;
  /** Of the link. */
  readonly token: string;
}

/** Where a merchant that has moved to another channel sends the consumers of its contracts: why, and what it changes. */
export function AgainPage({ frame, contract, owner, due, refused, token }: Props) {
  const { again, notAvailable } = signWords(frame.lang);
  const title = due ? again.title : again.nothing;
  return (
    <Layout frame={frame} title={title} mode={owner.mode} width="column">
      <div class="card stack">
        <h1 id="state" tabindex={-1}>{title}</h1>
        {refused ? <p role="alert">{notAvailable}</p> : null}
        {due
          ? (
            <>
              <p>{again.text(owner.name, contract.title)}</p>
              <p class="quiet-text">{again.help}</p>
              <form method="post" action={paths.signAgain(contract.contractId, token)}>
                <button class="button" type="submit">{again.button}</button>
              </form>
            </>
          )
          : <p>{again.nothingHelp}</p>}
      </div>
    </Layout>
  );
}
