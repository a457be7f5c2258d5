/** A lifecycle as a table: from each state, where each signal leads. A missing cell refuses the signal. */
export type Machine<State extends string, Signal extends string> = {
  readonly [S in State]: { readonly [G in Signal]?: State };
};

/** The states whose row has a cell for the signal. */
type Taking<M, G> = { [S in keyof M]: G extends keyof M[S] ? S : never }[keyof M];

/** A signal, and what it meets in one of the states that take it. */
export type Step<M, Thing, Signal extends { readonly type: string }> = Signal extends unknown ? {
    readonly type: Signal["type"];
    readonly from: Extract<Thing, { readonly state: Taking<M, Signal["type"]> }>;
    readonly signal: Signal;
  }
  : never;

/** `thing` after a signal of type `G`, whatever state it was in before. */
export type After<M, Thing, G> = Extract<
  Thing,
  { readonly state: { [S in keyof M]: G extends keyof M[S] ? M[S][G] : never }[keyof M] }
>;

/** The step that the table has a cell for, or undefined. */
export function stepOf<
  M extends Machine<Thing["state"], Signal["type"]>,
  Thing extends { readonly state: string },
  Signal extends { readonly type: string },
>(machine: M, thing: Thing, signal: Signal): Step<M, Thing, Signal> | undefined {
  const row: Machine<string, string>[string] = machine[thing.state as Thing["state"]];
  if (!row[signal.type]) return undefined;
  return { type: signal.type, from: thing, signal } as unknown as Step<M, Thing, Signal>;
}
