import type { AuditEvent } from "../../core/audit/audit_events.ts";
import type { Changes } from "../engine/changes.ts";

export const auditChanges: Changes<AuditEvent> = {
  "audit.unmasked": () => [],
  "audit.restored": () => [],
};
