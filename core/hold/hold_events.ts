import type { EventSpecs } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { Hold } from "./hold.ts";

export interface HoldEvent {
  readonly type: "hold.placed" | "hold.released";
  readonly hold: Hold;
  /** The session in which it was confirmed, which must still be open in the write. */
  readonly within: SessionId;
}

export const holdEvents = {
  "hold.placed": {
    subject,
    data: ({ hold: { amount, reason } }) => ({ amount: amount?.fen ?? null, reason }),
    holds: ({ within }) => ({ session_open: within }),
  },
  "hold.released": {
    subject,
    data: ({ hold: { taken, releaseReason } }) => ({ taken: taken.fen, reason: releaseReason }),
    holds: ({ hold: { merchantNo, holdId, taken }, within }) => ({
      session_open: within,
      hold_is: { merchantNo, holdId, taken: taken.fen },
    }),
  },
} satisfies EventSpecs<HoldEvent>;

function subject({ hold: { holdId, version, merchantNo } }: HoldEvent) {
  return { subjectId: holdId, version, merchantNo };
}
