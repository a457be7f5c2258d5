/** A lifecycle as a table: from each state, where each signal leads. A missing cell refuses the signal. */
export type Machine<State extends string, Signal extends string> = {
  readonly [S in State]: { readonly [G in Signal]?: State };
};
