import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { Link } from "./link.ts";

export interface LinkEvent {
  readonly type: "link.opened" | "link.paused" | "link.resumed";
  readonly link: Link;
}

export const linkEvents = {
  "link.opened": { subject, data, holds },
  "link.paused": { subject, data },
  "link.resumed": { subject, data, holds },
} satisfies EventSpecs<LinkEvent>;

function holds({ link: { merchantNo } }: LinkEvent): Holds {
  return { merchants_active: [merchantNo] };
}

function subject({ link: { linkId, version, merchantNo } }: LinkEvent): Subject {
  return { subjectId: linkId, version, merchantNo };
}

function data({ link }: LinkEvent) {
  return { state: link.state };
}
