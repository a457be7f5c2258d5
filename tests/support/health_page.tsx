import type { Health } from "../../core/health/view_health.ts";
import { merchantNo } from "../../core/id.ts";
import { after, days, hours, milliseconds, minutes } from "../../core/time.ts";
import { HealthBody } from "../../views/ops/health.tsx";
import { DeskLayout, type Who } from "../../views/staff/desk.tsx";
import { START } from "./fake_clock.ts";
import type { Look, Looks } from "./look.ts";

const who: Who = {
  staffId: "stf_01KAG8M0000000000000000001",
  name: "Test Operator",
  role: "admin",
  merchant: undefined,
};
const job = (name: string, ago: number, dead = false) => ({
  name,
  run: { name, finishedAt: START, ago: milliseconds(ago), held: !dead },
  dead,
});

const well: Health = {
  at: START,
  roundTrip: milliseconds(3),
  waiting: 0,
  channels: [{
    channel: "sandbox",
    state: "open",
    reason: "",
    changedAt: undefined,
    inFlight: { count: 12, oldestSentAt: START },
    answers: { answeredAt: START, silentSince: undefined },
    silent: false,
  }],
  webhooks: { due: 0, oldestDueAt: undefined, exhausted: 0 },
  blocked: [],
  refusedNotices: [],
  jobs: [job("expire_orders", 400), { name: "send_refunds", run: undefined, dead: false }],
  credentials: [],
};

const unwell: Health = {
  ...well,
  waiting: undefined,
  channels: [{
    channel: "sandbox",
    state: "stopped",
    reason: "Maintenance at the bank",
    changedAt: START,
    inFlight: { count: 3_000, oldestSentAt: START },
    answers: { answeredAt: START, silentSince: after(START, minutes(20)) },
    silent: true,
  }],
  webhooks: { due: 1_000, oldestDueAt: START, exhausted: 3 },
  blocked: [{
    deductionId: "ded_01KAG8M0000000000000000001",
    until: after(START, hours(1)),
  }],
  refusedNotices: [
    {
      channel: "unionpay",
      merchantNo: merchantNo("990100000000001"),
      at: START,
      code: "notice_signature_wrong",
      detail: "digest: the signature does not fit the message",
      channelOrderNo: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    },
    {
      channel: "unionpay",
      merchantNo: merchantNo("990100000000001"),
      at: START,
      code: "notice_not_readable",
      detail: "the field txnAmt occurs twice",
      channelOrderNo: undefined,
    },
  ],
  jobs: [job("expire_orders", 400), job("publish_audit_head", 9_000_000, true)],
  credentials: [
    { name: "SECRETS 2025-11-20", endsAt: START, left: 0 },
    { name: "SECRETS 2026-a", endsAt: after(START, days(6)), left: 7 },
    { name: "SECRETS 2026-b", endsAt: after(START, days(300)), left: undefined },
  ],
};

function look(health: Health | undefined): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="ops" who={who} section="health" title="Health">
      <HealthBody lang={frame.lang} health={health} mayWrite />
    </DeskLayout>
  );
}

/** Every look of the health page. */
export const healthLooks: Looks = {
  "ops/health/well": look(well),
  "ops/health/unwell": look(unwell),
  "ops/health/no_answer": look(undefined),
};
