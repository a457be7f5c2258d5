import type { Child } from "hono/jsx";
import { withMoments } from "./moments.tsx";
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
  /** How `text` begins, where that is enough for whoever sees the page; the rest is only heard. */
  readonly shown?: string | undefined;
  /** In the answer to a form: the focus goes here. */
  readonly focused?: boolean;
  /** 2 if the page is about a person or shop first; 1 by default. */
  readonly level?: 2;
}

/** The page's heading as a state: the mark, and the state's own sentence. Focus can be sent to it. */
export function StateHeading({ mark, text, shown, focused, level }: HeadingProps) {
  const washed = mark === "unclear" ? " washed" : "";
  const Heading = level === 2 ? "h2" : "h1";
  return (
    <Heading
      id="state"
      tabindex={-1}
      class={`state ${hueOf[mark]}${washed}`}
      autofocus={focused}
    >
      <StateMark mark={mark} />
      <span>
        {shown === undefined ? clauses(text) : (
          <>
            {shown}
            <span class="sr">{text.slice(shown.length)}</span>
          </>
        )}
      </span>
    </Heading>
  );
}

// Chinese pauses here; splitting after them keeps them.
const PAUSE = /(?<=[，。；：？])/;

/** A line of a heading ends where a reader pauses, and not within a word. */
function clauses(text: string): Child {
  const parts = text.split(PAUSE);
  if (parts.length === 1) return withMoments(text);
  return parts.map((part, place) => <span key={place} class="whole">{withMoments(part)}</span>);
}
