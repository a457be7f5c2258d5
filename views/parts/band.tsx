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
      <span>{text}</span>
    </Heading>
  );
}
