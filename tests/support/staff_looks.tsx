import type { Kid, PasskeyId, PlanId, SessionId } from "../../core/id.ts";
import { type Role, rolesOf } from "../../core/permission/role.ts";
import type { Proof } from "../../core/staff/session.ts";
import type { Passkey } from "../../core/staff/staff.ts";
import { after, hours, minutes } from "../../core/time.ts";
import { IntegratePage } from "../../views/console/integrate_page.tsx";
import { AccountPage, type AccountProblem } from "../../views/staff/account_page.tsx";
import { CodesPage } from "../../views/staff/codes_page.tsx";
import { ConfirmationPage } from "../../views/staff/confirmation_page.tsx";
import { ForbiddenPage } from "../../views/staff/forbidden_page.tsx";
import { HomePage } from "../../views/staff/home_page.tsx";
import { InvitationPage, type InvitationProblem } from "../../views/staff/invitation_page.tsx";
import { JoinPage, type JoinProblem, JoinUnknownPage } from "../../views/staff/join_page.tsx";
import { LinkPage } from "../../views/staff/link_page.tsx";
import { MemberPage, type MemberProblem } from "../../views/staff/member_page.tsx";
import { PasskeyRemovalPage } from "../../views/staff/passkey_removal_page.tsx";
import type { PhoneProblem } from "../../views/staff/phone_words.ts";
import { RemovalPage } from "../../views/staff/removal_page.tsx";
import { SignInPage, type SignInProblem } from "../../views/staff/sign_in_page.tsx";
import { StaffPage } from "../../views/staff/staff_page.tsx";
import { UnknownPage } from "../../views/staff/unknown_page.tsx";
import { auditLooks } from "./audit_page.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Looks, looksOf } from "./look.ts";
import { proposalLooks } from "./proposal_looks.tsx";
import { atConsole, atOps, invited, live, members, owner, viewer } from "./staff_people.ts";

const [member] = members;
const passkey = (n: number, name: string): Passkey => ({
  passkeyId: `pky_${n}` as PasskeyId,
  staffId: owner.staffId,
  credentialId: "",
  publicKey: "",
  counter: 0,
  transports: [],
  name,
  createdAt: START,
  usedAt: n === 1 ? after(START, hours(1)) : undefined,
});
const proofs = keysOf<Proof>({
  passkey: true,
  recovery_code: true,
  invitation: true,
  demo_link: true,
});
const sessions = proofs.map((proof, n) => ({
  session: {
    sessionId: `ses_${n}` as SessionId,
    staffId: owner.staffId,
    tokenDigest: "",
    proof,
    confirmedAt: START,
    client: n % 2 === 0 ? "Chrome · macOS" : "Safari · iPhone",
    createdAt: START,
    expiresAt: after(START, hours(8)),
  },
  seenAt: after(START, minutes(n)),
}));
const codes = Array.from({ length: 10 }, (_, n) => `K7MP-3QXA-W${n}TR-8FBN`.replace("0", "Z"));
const account = {
  desk: "console",
  who: atConsole,
  passkeys: [passkey(1, "工作电脑"), passkey(2, "备用钥匙 Spare key in the safe")],
  codesLeft: 9,
  sessions,
  phone: { phone: undefined, waiting: undefined, confirmed: true, problem: undefined },
  told: { alerts: ["own_account", "money_unclear"], smsAlerts: [], hasPhone: false },
  current: sessions[0]?.session.sessionId ?? "ses_0",
  byCode: false,
  mayAdd: true,
  suggestedName: "Chrome · macOS",
  problem: undefined,
} as const;

const signInProblems = keysOf<SignInProblem>({
  passkey: true,
  code: true,
  too_many: true,
  no_script: true,
});
const joinProblems = keysOf<JoinProblem>({
  name: true,
  mail: true,
  passkey_name: true,
  passkey: true,
  already_there: true,
  no_script: true,
});
const withPhone = {
  phone: { ...account.phone, phone: "199****0001" },
  told: {
    alerts: ["own_account", "money_unclear", "key_ends"],
    smsAlerts: ["own_account", "endpoint_disabled"],
    hasPhone: true,
  },
} as const;
const phoneProblems = keysOf<PhoneProblem>({
  phone: true,
  phone_codes_too_many: true,
  message_not_sent: true,
  phone_code_refused: true,
});
const accountProblems = keysOf<AccountProblem>({
  passkey: true,
  passkey_name: true,
  too_many: true,
  last_passkey: true,
  no_script: true,
});
const memberProblems = keysOf<MemberProblem>({
  role: true,
  last_head: true,
  proposals_too_many: true,
});
const invitationProblems = keysOf<InvitationProblem>({
  name: true,
  mail: true,
  role: true,
  too_many: true,
  already_there: true,
});

const join = {
  desk: "console",
  token: "token",
  role: "finance",
  merchant: teaHouse,
  mail: undefined,
  typed: { name: "", mail: "", passkeyName: "Chrome · Android" },
} as const;
const nobody = { name: "", mail: "", role: "" };
const roles: readonly Role[] = [...rolesOf(teaHouse.merchantNo), ...rolesOf(undefined)];

/** Every look of the pages that the console and the operators' desk have in common. */
export const staffLooks: Looks = {
  "staff/integrate/begun": (frame) => (
    <IntegratePage
      frame={frame}
      who={atConsole}
      merchant={teaHouse}
      language="python"
      kid={"key_01KAG8M0000000000000000001" as Kid}
      planId={"pln_01KAG8M0000000000000000001" as PlanId}
      endpointUrl="https://shop.example/hook"
      merchantOrderNo="TEA-20261120060000"
    />
  ),
  "staff/integrate/live": (frame) => (
    <IntegratePage
      frame={frame}
      who={live}
      merchant={{ ...teaHouse, mode: "live" }}
      language="curl"
      kid={undefined}
      planId={undefined}
      endpointUrl={undefined}
      merchantOrderNo="TEA-20261120060000"
    />
  ),
  "staff/sign_in": (frame) => <SignInPage frame={frame} desk="console" to="/console" />,
  ...looksOf("staff/sign_in", signInProblems, (problem) => (frame) => (
    <SignInPage
      frame={frame}
      desk="ops"
      to="/ops"
      problem={problem}
      mail={problem === "code" ? "wang@example.com" : undefined}
    />
  )),
  "staff/join": (frame) => <JoinPage frame={frame} {...join} problem={undefined} />,
  "staff/join/known": (frame) => (
    <JoinPage
      frame={frame}
      {...join}
      desk="ops"
      role="reviewer"
      merchant={undefined}
      mail="na.li@example.com"
      problem={undefined}
    />
  ),
  ...looksOf(
    "staff/join",
    joinProblems,
    (problem) => (frame) => <JoinPage frame={frame} {...join} problem={problem} />,
  ),
  "staff/join/over": (frame) => <JoinUnknownPage frame={frame} desk="console" />,
  "staff/codes": (frame) => <CodesPage frame={frame} desk="console" codes={codes} />,
  "staff/confirmation": (frame) => (
    <ConfirmationPage
      frame={frame}
      desk="ops"
      who={atOps}
      to="/ops"
      problem={undefined}
      hasPasskey
    />
  ),
  "staff/confirmation/refused": (frame) => (
    <ConfirmationPage frame={frame} desk="ops" who={atOps} to="/ops" problem="passkey" hasPasskey />
  ),
  "staff/confirmation/without": (frame) => (
    <ConfirmationPage
      frame={frame}
      desk="console"
      who={atConsole}
      to="/console"
      problem={undefined}
      hasPasskey={false}
    />
  ),
  "staff/home": (frame) => (
    <HomePage frame={frame} who={atOps} passkeys={2} codesLeft={10} waiting={0} work={null} />
  ),
  "staff/home/needed": (frame) => (
    <HomePage
      frame={frame}
      who={atOps}
      passkeys={1}
      codesLeft={1}
      waiting={2}
      work={null}
      notWell
    />
  ),
  ...auditLooks,
  "staff/list": (frame) => (
    <StaffPage frame={frame} desk="console" who={atConsole} members={members} now={START} />
  ),
  "staff/none": (frame) => (
    <StaffPage frame={frame} desk="console" who={atConsole} members={[]} now={START} />
  ),
  "staff/member": (frame) => (
    <MemberPage
      frame={frame}
      desk="console"
      who={atConsole}
      staff={owner}
      name="王甲"
      mail="wang@example.com"
      now={START}
      problem={undefined}
    />
  ),
  "staff/member/invited": (frame) => (
    <MemberPage
      frame={frame}
      desk="ops"
      who={{ ...atOps, role: "support" }}
      staff={invited}
      name={undefined}
      mail={undefined}
      now={START}
      problem={undefined}
    />
  ),
  ...looksOf("staff/member", memberProblems, (problem) => (frame) => (
    <MemberPage
      frame={frame}
      desk="console"
      who={atConsole}
      staff={owner}
      name="王甲"
      mail="wang@example.com"
      now={START}
      problem={problem}
    />
  )),
  "staff/removal": (frame) => (
    <RemovalPage
      frame={frame}
      desk="console"
      who={atConsole}
      staff={owner}
      name={member?.name}
      mail={undefined}
    />
  ),
  "staff/invitation": (frame) => (
    <InvitationPage
      frame={frame}
      desk="console"
      who={atConsole}
      typed={nobody}
      problem={undefined}
    />
  ),
  ...looksOf("staff/invitation", invitationProblems, (problem) => (frame) => (
    <InvitationPage
      frame={frame}
      desk="ops"
      who={atOps}
      typed={{ ...nobody, name: "Zhao", role: "support" }}
      problem={problem}
    />
  )),
  "staff/link": (frame) => (
    <LinkPage
      frame={frame}
      desk="console"
      who={atConsole}
      name="欧阳甲乙"
      url={`https://pay.example/console/join/${"x".repeat(43)}`}
      expiresAt={after(START, hours(72))}
    />
  ),
  "staff/account": (frame) => <AccountPage frame={frame} {...account} />,
  "staff/account/by_code": (frame) => (
    <AccountPage frame={frame} {...account} byCode passkeys={[]} codesLeft={1} />
  ),
  "staff/account/unconfirmed": (frame) => (
    <AccountPage frame={frame} {...account} mayAdd={false} codesLeft={0} />
  ),
  ...looksOf(
    "staff/account",
    accountProblems,
    (problem) => (frame) => <AccountPage frame={frame} {...account} problem={problem} />,
  ),
  "staff/account/phone_asked": (frame) => (
    <AccountPage frame={frame} {...account} phone={{ ...account.phone, confirmed: false }} />
  ),
  "staff/account/phone_waits": (frame) => (
    <AccountPage frame={frame} {...account} phone={{ ...account.phone, waiting: "199****0001" }} />
  ),
  "staff/account/phone_set": (frame) => <AccountPage frame={frame} {...account} {...withPhone} />,
  "staff/account/phone_changes": (frame) => (
    <AccountPage
      frame={frame}
      {...account}
      {...withPhone}
      phone={{ ...withPhone.phone, waiting: "199****0002", confirmed: false }}
    />
  ),
  ...looksOf(
    "staff/account/phone",
    phoneProblems,
    (problem) => (frame) => (
      <AccountPage
        frame={frame}
        {...account}
        phone={{ ...account.phone, waiting: "199****0001", problem, typed: "199" }}
      />
    ),
  ),
  ...proposalLooks,
  "staff/passkey_removal": (frame) => (
    <PasskeyRemovalPage
      frame={frame}
      desk="console"
      who={atConsole}
      passkey={passkey(2, "备用钥匙")}
    />
  ),
  ...looksOf(
    "staff/forbidden",
    roles,
    (role) => (frame) => <ForbiddenPage frame={frame} desk="console" who={{ ...viewer, role }} />,
  ),
  "staff/unknown": (frame) => <UnknownPage frame={frame} desk="ops" who={atOps} />,
};
