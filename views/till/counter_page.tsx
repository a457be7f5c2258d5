import { paths } from "../../core/paths.ts";
import type { OpenTill, Shift } from "../../core/till/till.ts";
import type { TillDay } from "../../core/till/view_day.ts";
import { shanghaiTime } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { words } from "../words.ts";
import { CounterFrame } from "./counter_frame.tsx";
import { DayPanel } from "./day_panel.tsx";
import { tillWords } from "./words.ts";

export interface CounterProps {
  readonly frame: Frame;
  readonly till: Pick<OpenTill, "screen" | "merchant" | "shift">;
  readonly day: TillDay;
  /** Those that have ended, the newest first. */
  readonly shifts: readonly Shift[];
  readonly older?: boolean;
}

/** The shop assistant's page: what came in today, and what there is to do. */
export function CounterPage({ frame, till, day, shifts, older }: CounterProps) {
  const { screen, merchant } = till;
  const w = tillWords(frame.lang);
  return (
    <CounterFrame
      frame={frame}
      title={`${w.title} · ${merchant.name}`}
      mode={merchant.mode}
      shop={merchant.name}
      till={screen.name}
    >
      <div class="counter">
        <DayPanel frame={frame} day={day} older={older ?? false} />
        <div class="stack">
          <FindForm frame={frame} />
          <ScanForm frame={frame} />
          <ShiftCard frame={frame} open={till.shift !== undefined} shifts={shifts} />
          <section class="card" data-scripted hidden>
            <button
              id="sound"
              class="button quiet"
              type="button"
              aria-pressed="false"
              data-on={w.sound.on}
              data-off={w.sound.off}
            >
              {w.sound.off}
            </button>
            <p class="hint">{w.sound.hint}</p>
          </section>
        </div>
      </div>
    </CounterFrame>
  );
}

interface FindProps {
  readonly frame: Frame;
  readonly typed?: string;
  readonly error?: string | undefined;
}

export function FindForm({ frame, typed = "", error }: FindProps) {
  const w = tillWords(frame.lang);
  return (
    <form class="card stack" method="get" action={paths.counterSearch()}>
      <h2>{w.find}</h2>
      <div class="field">
        <label for="ending">{w.endingLabel}</label>
        <input
          id="ending"
          class="mono"
          name="ending"
          value={typed}
          maxlength={20}
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby={error ? "ending-error ending-hint" : "ending-hint"}
          {...(error ? { "aria-invalid": "true", autofocus: true } : {})}
        />
        {error ? <p id="ending-error" class="error ochre">{error}</p> : null}
        <p id="ending-hint" class="hint">{w.endingHint}</p>
      </div>
      <button class="button quiet" type="submit">{w.search}</button>
    </form>
  );
}

/** A scanner types the digits and presses Enter; no keypad comes up for it. */
function ScanForm({ frame }: { readonly frame: Frame }) {
  const w = tillWords(frame.lang);
  return (
    <form
      class="card stack"
      method="post"
      action={paths.counterScan()}
      data-busy={words(frame.lang).submitting}
    >
      <h2>{w.scan}</h2>
      <div class="field">
        <label for="code">{w.scanLabel}</label>
        <input
          id="code"
          class="mono"
          name="code"
          inputmode="numeric"
          maxlength={40}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="code-hint"
        />
        <p id="code-hint" class="hint">{w.scanHint}</p>
      </div>
      <button class="button quiet" type="submit">{w.scanButton}</button>
    </form>
  );
}

function ShiftCard(
  { frame, open, shifts }: {
    readonly frame: Frame;
    readonly open: boolean;
    readonly shifts: readonly Shift[];
  },
) {
  const w = tillWords(frame.lang);
  return (
    <section class="card stack">
      <h2>{w.shift}</h2>
      {open ? null : <p class="quiet-text">{w.noShift}</p>}
      <form
        method="post"
        action={open ? paths.counterShiftEnd() : paths.counterShift()}
        data-busy={words(frame.lang).submitting}
      >
        <button class="button quiet" type="submit">{open ? w.endShift : w.beginShift}</button>
      </form>
      {shifts.length > 0
        ? (
          <details>
            <summary>{w.lastShifts}</summary>
            <ul class="sales">
              {shifts.map(({ shiftId, beganAt, endedAt }) => (
                <li key={shiftId}>
                  <a href={paths.counterSlip(shiftId)}>
                    <span>
                      {shanghaiTime(beganAt).slice(5, 16)} –{" "}
                      {endedAt === undefined ? "" : shanghaiTime(endedAt).slice(5, 16)}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </details>
        )
        : null}
    </section>
  );
}
