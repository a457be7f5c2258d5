import type { Child } from "hono/jsx";
import type { Mode } from "../../core/merchant/merchant.ts";
import type { Frame } from "../frame.ts";
import { fullTitle } from "../layout.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import { type Lang, words } from "../words.ts";
import type { Asks } from "./shown.ts";

interface Props {
  readonly frame: Frame;
  /** The state, which the style sheet knows. */
  readonly look: string;
  /** Absent once nothing can change any more. */
  readonly asks: Asks | undefined;
  /** For how many ms the code on it is current; after that the script hides it. */
  readonly renewsIn?: number | undefined;
  readonly children: Child;
}

/** Everything a screen shows. It is never a live region; the status line is. */
export function Panel({ frame, look, asks, renewsIn, children }: Props) {
  const poll = asks
    ? {
      "hx-get": asks.status,
      "hx-trigger": `every ${asks.seconds}s, ask`,
      "hx-swap": "outerHTML",
      "hx-nonce": frame.nonce,
      "data-stream": asks.stream,
    }
    : {};
  const renews = renewsIn === undefined ? {} : { "data-renews": `${renewsIn}` };
  return (
    <main id="screen" class={`screen ${look}`} {...poll} {...renews}>
      {children}
      {asks ? <Lost lang={frame.lang} /> : null}
    </main>
  );
}

interface ChangeProps {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly title: string;
  /** One sentence for the status line; undefined when it was spoken before. */
  readonly spoken: string | undefined;
  readonly children: Child;
}

/** A panel as a poll returns it. */
export function PanelChange({ frame, mode, title, spoken, children }: ChangeProps) {
  return (
    <>
      <title>{fullTitle(frame.lang, mode, title)}</title>
      {children}
      {spoken === undefined
        ? null
        : <hx-partial hx-target="#status" hx-swap="textContent">{spoken}</hx-partial>}
    </>
  );
}

/** Shown by script in place of a code the portal no longer vouches for. */
function Lost({ lang }: { readonly lang: Lang }) {
  const w = words(lang);
  return (
    <>
      {(["offline", "unreachable"] as const).map((why) => (
        <p key={why} class={`lost ${why}`}>
          <StateMark mark="offline" />
          <span>{w[why]}</span>
        </p>
      ))}
    </>
  );
}
