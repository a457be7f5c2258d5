import { channelName } from "../../parts/channel_name.ts";
import type { ContractMove } from "../../../core/contract/contract_move.ts";
import { paths } from "../../../core/paths.ts";
import type { Lang } from "../../words.ts";
import { contractWords } from "./contract_words.ts";

interface Props {
  readonly lang: Lang;
  readonly move: ContractMove;
}

/** How many consumers have signed again since the number moved to another channel; nothing where none has to. */
export function MoveProgress({ lang, move: { channel, toSignAgain, signedAgain } }: Props) {
  const w = contractWords(lang);
  const total = toSignAgain + signedAgain;
  if (total === 0) return null;
  const text = w.signedAgain(count(signedAgain), count(total), channelName(w.channels, channel));
  return (
    <section class="card stack">
      <p>{text}</p>
      <progress value={signedAgain} max={total} aria-label={text} />
      {toSignAgain === 0 ? null : (
        <>
          <p class="quiet-text">{w.moveHelp}</p>
          <p>
            <a class="link" href={paths.consoleList("contracts", "again=due")}>
              {w.leftBehind(count(toSignAgain))}
            </a>
          </p>
        </>
      )}
    </section>
  );
}

function count(n: number): string {
  return n.toLocaleString("en");
}
