import { paths } from "../../../core/paths.ts";
import type { Screen } from "../../../core/screen/screen.ts";
import type { Instant } from "../../../core/time.ts";
import type { Frame } from "../../frame.ts";
import { withMoments } from "../../parts/moments.tsx";
import { formatTime } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { TextField } from "../../staff/text_field.tsx";
import { screenDeskWords, type ScreenProblem } from "./screen_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly problem?: ScreenProblem | undefined;
}

/** A name for the new screen. */
export function NewScreenPage({ frame, who, problem, typed }: Props & { readonly typed: string }) {
  const w = screenDeskWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="screens" title={w.add}>
      <Problem
        text={problem && w.problems[problem]}
        field={problem === "name" ? "name" : undefined}
      />
      <form class="card stack narrow-card" method="post" action={paths.consoleNewScreen()}>
        <h1>{w.add}</h1>
        <TextField
          name="name"
          label={w.nameLabel}
          value={typed}
          hint={w.nameHint}
          invalid={problem === "name"}
        />
        <button class="button" type="submit">{w.add}</button>
      </form>
    </DeskLayout>
  );
}

interface CodeProps extends Props {
  readonly screen: Screen;
  /** As it is read aloud. */
  readonly code: string;
  readonly expiresAt: Instant;
}

/** The code that pairs it, this once. */
export function PairingCodePage({ frame, who, screen, code, expiresAt }: CodeProps) {
  const { lang, origin } = frame;
  const w = screenDeskWords(lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="screens" title={screen.name}>
      <section class="card stack narrow-card">
        <h1>
          <bdi>{screen.name}</bdi>
        </h1>
        <p>{w.codeHow(origin + paths.till())}</p>
        <p>
          <span class="quiet-text">{w.code}</span>
          <br />
          <b class="mono" id="code">{code}</b>
        </p>
        <p class="quiet-text">{withMoments(w.codeUntil(formatTime(expiresAt, lang)))}</p>
        <p>
          <a class="link" href={paths.consoleList("screens")}>{w.toList}</a>
        </p>
      </section>
    </DeskLayout>
  );
}

type OfScreen = Props & { readonly screen: Screen };

/** One field; what it is now nobody can read. */
export function PinPage({ frame, who, screen, problem }: OfScreen) {
  const w = screenDeskWords(frame.lang);
  const title = screen.pin ? w.changePin : w.setPin;
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="screens" title={title}>
      <Problem text={problem && w.problems[problem]} field="pin" />
      <form
        class="card stack narrow-card"
        method="post"
        action={paths.consoleScreenPin(screen.screenId)}
      >
        <h1>{title}</h1>
        <p>
          <bdi>{screen.name}</bdi>
        </p>
        <p class="field">
          <label for="pin">{w.pinLabel}</label>
          <input
            id="pin"
            name="pin"
            class="mono"
            inputmode="numeric"
            maxlength={6}
            required
            autocomplete="off"
            aria-describedby="pin-hint"
            aria-invalid={problem ? "true" : undefined}
          />
          <span id="pin-hint" class="hint">{w.pinHint}</span>
        </p>
        <Save screen={screen} w={w} />
      </form>
    </DeskLayout>
  );
}

interface LimitProps extends OfScreen {
  readonly typed: { readonly each: string; readonly per_day: string };
}

/** Each time, and in a day. */
export function LimitPage({ frame, who, screen, typed, problem }: LimitProps) {
  const w = screenDeskWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="screens" title={w.limit}>
      <Problem text={problem && w.problems[problem]} field="each" />
      <form
        class="card stack narrow-card"
        method="post"
        action={paths.consoleScreenLimit(screen.screenId)}
      >
        <h1>{w.limit}</h1>
        <p>
          <bdi>{screen.name}</bdi>
        </p>
        <TextField
          name="each"
          label={`${w.columns.refundMax} (¥)`}
          value={typed.each}
          invalid={problem !== undefined}
        />
        <TextField
          name="per_day"
          label={`${w.columns.refundDayMax} (¥)`}
          value={typed.per_day}
          hint={w.limitHint}
          invalid={problem !== undefined}
        />
        <Save screen={screen} w={w} />
      </form>
    </DeskLayout>
  );
}

/** The one question before a screen is unpaired. */
export function UnpairPage({ frame, who, screen }: OfScreen) {
  const w = screenDeskWords(frame.lang);
  const title = w.unpairQuestion(screen.name);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="screens" title={title}>
      <form
        class="card stack narrow-card"
        method="post"
        action={paths.consoleScreenUnpairing(screen.screenId)}
      >
        <h1>{title}</h1>
        <p>{w.unpairHelp}</p>
        <div class="actions">
          <button class="button" type="submit">{w.unpair}</button>
          <a class="button quiet" href={paths.consoleScreen(screen.screenId)}>{w.keep}</a>
        </div>
      </form>
    </DeskLayout>
  );
}

function Save({ screen, w }: {
  readonly screen: Screen;
  readonly w: ReturnType<typeof screenDeskWords>;
}) {
  return (
    <div class="actions">
      <button class="button" type="submit">{w.save}</button>
      <a class="button quiet" href={paths.consoleScreen(screen.screenId)}>{w.keep}</a>
    </div>
  );
}
