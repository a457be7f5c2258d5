import type { EventSpecs, Subject } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { Block, LiftedBlock } from "./block.ts";

export type BlockEvent =
  | {
    readonly type: "block.added";
    readonly block: Block;
    /** The session in which it was done, which must still be open in the write. */
    readonly within: SessionId;
  }
  | { readonly type: "block.lifted"; readonly block: LiftedBlock };

export const blockEvents = {
  "block.added": {
    subject,
    data: ({ block: { kind, masked, reason } }) => ({ kind, masked, reason }),
    holds: ({ block: { kind }, within }) => ({
      session_open: within,
      ...(kind === "card" ? {} : { people_digested: true as const }),
    }),
  },
  // In the unit of the confirmation by a second person, whose session is open.
  "block.lifted": { subject, data: ({ block: { liftReason: reason } }) => ({ reason }) },
} satisfies EventSpecs<BlockEvent>;

/** A block concerns a person, whoever's customer they are. */
function subject({ block: { blockId, version } }: BlockEvent): Subject {
  return { subjectId: blockId, version, merchantNo: undefined };
}
