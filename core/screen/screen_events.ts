import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Screen } from "./screen.ts";

export interface ScreenEvent {
  readonly type: "screen.added" | "screen.paired" | "screen.unpaired";
  readonly screen: Screen;
}

export const screenEvents = {
  "screen.added": { subject, data },
  "screen.paired": { subject, data },
  "screen.unpaired": { subject, data },
} satisfies EventSpecs<ScreenEvent>;

function subject({ screen: { screenId, version, merchantNo } }: ScreenEvent): Subject {
  return { subjectId: screenId, version, merchantNo };
}

function data({ screen }: ScreenEvent) {
  return { state: screen.state };
}
