import type { EventSpecs, Subject } from "../event_spec.ts";
import { type Screen, SCREENS_MAX } from "./screen.ts";

export interface ScreenEvent {
  readonly type: "screen.added" | "screen.paired" | "screen.unpaired";
  readonly screen: Screen;
}

export const screenEvents = {
  "screen.added": {
    subject,
    data,
    holds: ({ screen: { merchantNo } }) => ({
      merchants_active: [merchantNo],
      screens_at_most: { merchantNo, max: SCREENS_MAX },
    }),
  },
  "screen.paired": { subject, data },
  "screen.unpaired": { subject, data },
} satisfies EventSpecs<ScreenEvent>;

function subject({ screen: { screenId, version, merchantNo } }: ScreenEvent): Subject {
  return { subjectId: screenId, version, merchantNo };
}

function data({ screen }: ScreenEvent) {
  return { state: screen.state };
}
