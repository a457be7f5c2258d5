import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Who } from "../../core/session/view_switch.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { deviceWords } from "./device_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  /** Where the link led. */
  readonly to: string;
  readonly who: { readonly now: Who; readonly then: Who };
}

/** Two people in one browser: nobody is signed out by a link alone. */
export function SwitchPage({ frame, mode, to, who }: Props) {
  const w = deviceWords(frame.lang);
  const text = ({ name, phone }: Who) => name || phone ? w.who(name, phone) : w.someone;
  return (
    <Layout frame={frame} title={w.switchTitle} mode={mode} width="column" script={false}>
      <form class="card stack" method="post" action={paths.walletSwitch()}>
        <h1>{w.switchTitle}</h1>
        <p>{w.switchText(text(who.now), text(who.then))}</p>
        <input type="hidden" name="to" value={to} />
        <button class="button" type="submit" name="who" value="now">{w.stay}</button>
        <button class="button quiet" type="submit" name="who" value="then">{w.switchTo}</button>
      </form>
    </Layout>
  );
}
