import type { Child } from "hono/jsx";
import { hueOf, type Mark, StateMark } from "./state_mark.tsx";

interface Props {
  readonly mark: Mark;
  readonly children: Child;
}

/** A washed strip that tells one fact, with its mark: what happened to the money, then what to do. */
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
  /** 2 where the page is about somebody first; 1 when left out. */
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

// Splitting by a group keeps the moments, at the odd places.
const MOMENT = /(\d{4}-\d\d-\d\d \d\d:\d\d(?: \(UTC\+8\))?)/;

/** A browser would end a line within a date, at its hyphen. */
function moments(text: string): Child {
  return text.split(MOMENT).map((part, place) =>
    place % 2 === 1 ? <span key={place} class="whole">{part}</span> : part
  );
}
