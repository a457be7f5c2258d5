import type { Child } from "hono/jsx";
import { breakable } from "./breakable.tsx";
import { hueOf, type Mark, StateMark } from "./state_mark.tsx";

interface Props {
  readonly mark: Mark;
  readonly children: Child;
}

/** A tinted strip that states one fact, with its mark: what happened to the money, then what to do. */
export function Band({ mark, children }: Props) {
  return (
    <div class={`band ${hueOf[mark]}`}>
      <StateMark mark={mark} />
      <div>{children}</div>
    </div>
  );
}

interface HeadingProps {
  readonly mark: Mark;
  readonly text: string;
  /** 2 if the page is about a person or shop first; 1 by default. */
  readonly level?: 2;
}

/** The page's heading as a state: the mark, and the state's own sentence. Focus can be sent to it. */
export function StateHeading({ mark, text, level }: HeadingProps) {
  const washed = mark === "unclear" ? " washed" : "";
  const Heading = level === 2 ? "h2" : "h1";
  return (
    <Heading id="state" tabindex={-1} class={`state ${hueOf[mark]}${washed}`}>
      <StateMark mark={mark} />
      <span>{clauses(text)}</span>
    </Heading>
  );
}

// Chinese pauses here; splitting after them keeps them.
const PAUSE = /(?<=[，。；：？])/;

/** A line of a heading ends where a reader pauses, and not within a word. */
function clauses(text: string): Child {
  const parts = text.split(PAUSE);
  if (parts.length === 1) return moments(text);
  return parts.map((part, place) => <span key={place} class="whole">{moments(part)}</span>);
}

// Splitting by a group keeps the times, at odd positions.
const MOMENT = /(\d{4}-\d\d-\d\d \d\d:\d\d(?: \(UTC\+8\))?)/;

/** A browser would break a line within a date, at its hyphen. */
function moments(text: string): Child {
  return text.split(MOMENT).map((part, place) =>
    place % 2 === 1 ? <span key={place} class="whole">{part}</span> : breakable(part)
  );
}
