import { paths } from "../../core/paths.ts";
import type { OpenTill, Shift } from "../../core/till/till.ts";
import type { Takings } from "../../core/till/view_day.ts";
import type { Frame } from "../frame.ts";
import { Band } from "../parts/band.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Time } from "../parts/time.tsx";
import { CounterFrame } from "./counter_frame.tsx";
import { TakingsFacts } from "./takings.tsx";
import { tillWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly till: Pick<OpenTill, "screen" | "merchant">;
  readonly shift: Shift;
  readonly takings: Takings;
}

/** What a shift came to, to be printed. */
export function SlipPage({ frame, till: { screen, merchant }, shift, takings }: Props) {
  const { lang } = frame;
  const w = tillWords(lang);
  const { beganAt, endedAt } = shift;
  return (
    <CounterFrame
      frame={frame}
      title={w.slip}
      mode={merchant.mode}
      shop={merchant.name}
      till={screen.name}
    >
      <section class="card slip">
        <h1>{w.slip}</h1>
        {endedAt === undefined
          ? (
            <Band mark="processing">
              <p>{w.slipOpen}</p>
            </Band>
          )
          : null}
        <Facts
          rows={[
            fact(w.atTill, <bdi>{screen.name}</bdi>),
            fact(w.from, <Time at={beganAt} lang={lang} />),
            fact(w.to, endedAt && <Time at={endedAt} lang={lang} />),
          ]}
        />
        <TakingsFacts takings={takings} lang={lang} />
        <p class="inline tools">
          <button class="link" type="button" data-print hidden>{w.print}</button>
          <a class="link" href={paths.counter()}>{w.back}</a>
        </p>
      </section>
    </CounterFrame>
  );
}
