import type { NumberKind } from "../../core/desk/find_number.ts";
import type { NumberedKind } from "../../core/desk/found_number.ts";
import type { PlanState } from "../../core/plan/plan.ts";
import type { QueueName } from "../../core/desk/view_desk.ts";

/** What the desk says. */
export interface OpsWords {
  readonly home: string;
  readonly nothing: string;
  readonly queues: Readonly<Record<QueueName, string>>;
  readonly queueHelp: Readonly<Record<QueueName, string>>;
  readonly empty: Readonly<Record<QueueName, string>>;
  readonly since: (time: string) => string;
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly days: (count: number) => string;
  readonly next: string;
  readonly merchantNo: string;
  readonly amount: string;
  readonly channel: string;
  readonly channelOrderNo: string;
  readonly sentAt: string;
  readonly queriesEnded: string;
  readonly state: string;
  readonly settle: string;
  readonly settleHelp: string;
  readonly happened: string;
  readonly moved: Readonly<Record<"succeeded" | "failed", string>>;
  readonly channelTxnNo: string;
  readonly reasons: string;
  readonly evidence: string;
  readonly evidenceHint: string;
  readonly propose: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly earlier: string;
  readonly outcome: Readonly<Record<"succeeded" | "failed", string>>;
  readonly proposalStates: Readonly<Record<"confirmed" | "withdrawn" | "expired", string>>;
  readonly errors: Readonly<Record<OpsFormError, string>>;
  readonly version: string;
  readonly appId: string;
  readonly appApproveHelp: string;
  readonly agreementDigest: string;
  readonly rejection: string;
  readonly plan: (version: number) => string;
  readonly planStates: Readonly<Record<PlanState, string>>;
  readonly consumerSees: string;
  readonly changes: string;
  readonly whole: string;
  readonly before: string;
  readonly after: string;
  readonly none: string;
  readonly approve: string;
  readonly reject: string;
  readonly rejectReason: string;
  readonly rejectHint: string;
  readonly asks: (count: number) => string;
  readonly channelStates: Readonly<Record<"open" | "stopped", string>>;
  readonly stop: string;
  readonly resume: string;
  readonly stopHelp: string;
  readonly stopReason: string;
  readonly search: string;
  readonly searchHint: string;
  readonly find: string;
  readonly readAs: Readonly<Record<NumberKind, string>>;
  readonly foundNothing: string;
  readonly kinds: Readonly<Record<NumberedKind, string>>;
  readonly history: string;
  readonly by: (who: string) => string;
}

/** Why a form of the desk comes back. */
export type OpsFormError =
  | "evidence_missing"
  | "reason_missing"
  | "number_missing"
  | "text_flawed"
  | "changed"
  | "settled"
  | "app_not_granted"
  | "proposals_too_many";
