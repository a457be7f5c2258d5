interface Props<S extends string> {
  readonly states: Readonly<Record<S, string>>;
  readonly shown: S;
  readonly href: (state: S) => string;
}

/** A list's states as links, of which one is shown. */
export function ListStates<S extends string>({ states, shown, href }: Props<S>) {
  const names = Object.keys(states) as S[];
  return (
    <p class="head">
      {names.map((state) =>
        state === shown
          ? <b key={state} aria-current="true">{states[state]}</b>
          : <a key={state} class="link" href={href(state)}>{states[state]}</a>
      )}
    </p>
  );
}
