import type { StaffId } from "../../core/id.ts";
import type { ActiveStaff, Staff } from "../../core/staff/staff.ts";
import { after, hours } from "../../core/time.ts";
import type { Who } from "../../views/staff/desk.tsx";
import type { Member } from "../../views/staff/staff_page.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";

const staffIdOf = (n: number): StaffId => `stf_01KAG8M000000000000000000${n}`;

export const owner: ActiveStaff = {
  staffId: staffIdOf(1),
  merchantNo: teaHouse.merchantNo,
  role: "owner",
  sealedName: "",
  sealedMail: "",
  mailDigest: "",
  sealedPhone: undefined,
  alerts: [],
  smsAlerts: [],
  createdAt: START,
  version: 2,
  state: "active",
  joinedAt: START,
  invitation: undefined,
};
export const invited: Staff = {
  ...owner,
  staffId: staffIdOf(2),
  role: "finance",
  state: "invited",
  invitation: { digest: "", expiresAt: after(START, hours(1)) },
};
const late: Staff = { ...invited, staffId: staffIdOf(3), role: "till" };
const lateNow = { ...late, invitation: { digest: "", expiresAt: START } };

export const atConsole: Who = {
  staffId: owner.staffId,
  name: "王甲",
  role: "owner",
  merchant: teaHouse,
};
export const atOps: Who = {
  staffId: owner.staffId,
  name: "Test Operator",
  role: "admin",
  merchant: undefined,
};
export const viewer: Who = { ...atConsole, role: "viewer" };
export const live: Who = { ...atConsole, merchant: { ...teaHouse, mode: "live" } };

export const members: readonly Member[] = [
  { staff: owner, name: "王甲", mail: "wang@example.com" },
  {
    staff: invited,
    name: "欧阳甲乙",
    mail: "a-very-long-address.for.the.books@accounting.example.com",
  },
  { staff: lateNow, name: undefined, mail: undefined },
];
