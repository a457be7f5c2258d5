import { hueOf, type Mark, StateMark } from "../parts/state_mark.tsx";

/** A state in a list: its mark and its word. */
export function StateWord({ mark, text }: { readonly mark: Mark; readonly text: string }) {
  return (
    <span class={`state-word ${hueOf[mark]}`}>
      <StateMark mark={mark} /> {text}
    </span>
  );
}
