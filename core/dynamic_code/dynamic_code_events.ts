import type { EventSpecs, Subject } from "../event_spec.ts";
import type { DynamicCode } from "./dynamic_code.ts";

export interface DynamicCodeEvent {
  readonly type: "code.opened" | "code.claimed" | "code.released";
  readonly code: DynamicCode;
}

export const dynamicCodeEvents = {
  "code.opened": { subject, data },
  "code.claimed": { subject, data, holds: ({ code }) => ({ order_open: code.orderId }) },
  "code.released": { subject, data },
} satisfies EventSpecs<DynamicCodeEvent>;

function subject({ code: { codeId, version, merchantNo } }: DynamicCodeEvent): Subject {
  return { subjectId: codeId, version, merchantNo };
}

function data({ code }: DynamicCodeEvent) {
  return { order_id: code.orderId };
}
