import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { words } from "../words.ts";
import { walletWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly found: ContractWithUse;
}

/** The one question before ending: what it means, and two answers of equal size. No survey, no offer, no delay. */
export function TerminationPage({ frame, found: { contract, owner } }: Props) {
  const { lang } = frame;
  const w = words(lang);
  const ours = walletWords(lang);
  const { contractId, title } = contract;
  return (
    <Layout
      frame={frame}
      title={ours.unsignTitle}
      mode={owner.mode}
      width="column"
      script={false}
    >
      <form class="card stack" method="post" action={paths.walletTermination(contractId)}>
        <hgroup>
          <h1>{ours.unsignQuestion(owner.name)}</h1>
          <p class="plan-title">
            <bdi>{title}</bdi>
          </p>
        </hgroup>
        <p>{w.unsign(owner.name)}</p>
        <div class="halves">
          <button class="button" type="submit">{w.endContract}</button>
          <a class="button quiet" href={paths.wallet()}>{w.keepContract}</a>
        </div>
      </form>
    </Layout>
  );
}
