import type { AuditList } from "../../core/audit/list_audit.ts";
import type { BusinessDay } from "../../core/time.ts";
import { AuditPage } from "../../views/staff/audit_page.tsx";
import type { Who } from "../../views/staff/desk.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import type { Looks } from "./look.ts";

const by = "staff:stf_01KAG8M0000000000000000001";
const admin: Who = {
  staffId: "stf_01KAG8M0000000000000000001",
  name: "Test Operator",
  role: "admin",
  merchant: undefined,
};
const { merchantNo } = teaHouse;

const list: AuditList = {
  entries: [
    {
      entry: 1_042,
      type: "audit.unmasked",
      subjectId: "aud_01KAG8M0000000000000000001",
      merchantNo: undefined,
      at: START,
      by,
      name: "王甲",
      home: undefined,
      data: {
        of: "con_01KAG8M0000000000000000001",
        fields: ["name", "phone"],
        reason: "The consumer asked by phone who was charged",
      },
    },
    {
      entry: 1_041,
      type: "merchant.closed",
      subjectId: merchantNo,
      merchantNo,
      at: START,
      by: "operator:li",
      name: undefined,
      home: undefined,
      data: {},
    },
  ],
  before: 1_041,
  end: { entries: 1_042, hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
  published: { day: "2026-11-20" as BusinessDay, entries: 1_040, jws: "eyJ" },
};

/** Every look of what our own people did. */
export const auditLooks: Looks = {
  "staff/audit/ops": (frame) => (
    <AuditPage frame={frame} desk="ops" who={admin} query={{}} list={list} />
  ),
  "staff/audit/console": (frame) => (
    <AuditPage
      frame={frame}
      desk="console"
      who={{ ...admin, role: "owner", merchant: teaHouse }}
      query={{ by, day: "2026-11-20" }}
      list={{ ...list, before: undefined }}
    />
  ),
  "staff/audit/too_many": (frame) => (
    <AuditPage frame={frame} desk="ops" who={admin} query={{}} list={list} problem="too_many" />
  ),
  "staff/audit/day_wrong": (frame) => (
    <AuditPage
      frame={frame}
      desk="ops"
      who={admin}
      query={{ day: "2026-13-01" }}
      list={{ ...list, entries: [], before: undefined, published: undefined }}
      problem="day_wrong"
    />
  ),
};
