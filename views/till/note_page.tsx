import { paths } from "../../core/paths.ts";
import type { OpenTill } from "../../core/till/till.ts";
import type { Frame } from "../frame.ts";
import type { Mark } from "../parts/state_mark.tsx";
import { StateHeading } from "../parts/band.tsx";
import { CounterFrame } from "./counter_frame.tsx";
import { tillWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly till: Pick<OpenTill, "screen" | "merchant">;
  readonly mark: Mark;
  readonly title: string;
  readonly text: string;
}

/** One thing to say, and the way back. */
export function NotePage({ frame, till: { screen, merchant }, mark, title, text }: Props) {
  return (
    <CounterFrame
      frame={frame}
      title={title}
      mode={merchant.mode}
      shop={merchant.name}
      till={screen.name}
    >
      <section class="card stack">
        <StateHeading mark={mark} text={title} />
        <p>{text}</p>
        <p>
          <a class="link" href={paths.counter()}>{tillWords(frame.lang).back}</a>
        </p>
      </section>
    </CounterFrame>
  );
}
