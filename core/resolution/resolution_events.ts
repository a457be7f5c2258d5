import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Resolution } from "./resolution.ts";

export interface ResolutionEvent {
  readonly type: "resolution.proposed" | "resolution.confirmed" | "resolution.withdrawn";
  readonly resolution: Resolution;
}

export const resolutionEvents = {
  "resolution.proposed": { subject, data },
  "resolution.confirmed": { subject, data },
  "resolution.withdrawn": { subject, data },
} satisfies EventSpecs<ResolutionEvent>;

function subject({ resolution: { resolutionId, version, merchantNo } }: ResolutionEvent): Subject {
  return { subjectId: resolutionId, version, merchantNo };
}

function data({ resolution: { of, state, finding, evidence } }: ResolutionEvent) {
  return { of, state, finding: finding.type, evidence };
}
