import type { Signing, SigningState } from "./signing.ts";

/** As merchants see it: what the channel has not answered yet is open. */
export type ShownSigningState = Exclude<SigningState, "confirming">;

export function shownSigningState({ state }: Signing): ShownSigningState {
  return state === "confirming" ? "open" : state;
}
