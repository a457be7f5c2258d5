import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Screen } from "../screen/screen.ts";
import type { Shift, TillSession } from "./till.ts";

/** Steps of its screen's history: of a screen that is unpaired at the same time nothing is unlocked. */
interface AtTill {
  readonly screen: Screen;
}

export type TillEvent =
  | AtTill & { readonly type: "till.pin_set" | "till.refund_limit_set" | "till.locked" }
  | AtTill & { readonly type: "till.unlocked"; readonly session: TillSession }
  | AtTill & {
    readonly type: "till.shift_began" | "till.shift_ended";
    readonly shift: Shift;
  };

export const tillEvents = {
  "till.pin_set": { subject, data: () => ({}) },
  "till.refund_limit_set": {
    subject,
    data: ({ screen: { refundLimit: { each, perDay } } }) => ({
      refund_max: each.fen,
      refund_day_max: perDay.fen,
    }),
  },
  "till.unlocked": { subject, data: ({ session: { sessionId } }) => ({ session_id: sessionId }) },
  "till.locked": { subject, data: () => ({}) },
  "till.shift_began": { subject, data: shiftData },
  "till.shift_ended": { subject, data: shiftData },
} satisfies EventSpecs<TillEvent>;

function subject({ screen: { screenId, version, merchantNo } }: TillEvent): Subject {
  return { subjectId: screenId, version, merchantNo };
}

function shiftData({ shift: { shiftId } }: { readonly shift: Shift }) {
  return { shift_id: shiftId };
}
