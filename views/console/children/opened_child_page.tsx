import type { Merchant } from "../../../core/merchant/merchant.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { SecretOnce } from "../../staff/secret_once.tsx";
import { childWords } from "./child_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly child: Merchant;
  /** Only when it is new. */
  readonly secretKey: string | undefined;
}

/** A test child that has just been opened, with its first key. */
export function OpenedChildPage({ frame, who, child, secretKey }: Props) {
  const w = childWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="children" title={w.opened}>
      <section class="card stack narrow-card">
        <h1>{w.opened}</h1>
        <p>
          <bdi>{child.name}</bdi> <span class="mono">{child.merchantNo}</span>
        </p>
        {secretKey === undefined
          ? <p>{w.openedThere}</p>
          : <SecretOnce label={w.firstKey} hint={w.firstKeyOnce} secret={secretKey} />}
        <a class="button quiet" href={paths.consoleChild(child.merchantNo)}>{w.toChild}</a>
      </section>
    </DeskLayout>
  );
}
