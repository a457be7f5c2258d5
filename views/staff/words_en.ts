import { isolated } from "../../core/text/isolated.ts";
import type { StaffWords } from "./words_zh.ts";

export const staffEn: StaffWords = {
  desks: { console: "Console", ops: "Operations" },
  modes: { test: "Test", live: "Live" },
  roles: {
    owner: "Owner",
    developer: "Developer",
    finance: "Finance",
    viewer: "Viewer",
    till: "Till",
    admin: "Admin",
    reviewer: "Reviewer",
    support: "Support",
  },
  roleHelp: {
    owner: "Everything for this merchant number, including its staff.",
    developer: "Keys, webhook endpoints and plans. Can see orders.",
    finance: "Refunds, settlement account and statements. Can see orders.",
    viewer: "Can see orders, payments and contracts. Can't change anything.",
    till: "Opens orders at the till and manages shop screens.",
    admin: "Everything for the institution, including its staff.",
    reviewer: "Reviews applications and plans, settles unclear money.",
    support: "Can look into every merchant. Can't change anything.",
  },
  sections: "Sections",
  signOut: "Sign out",
  signIn: "Sign in",
  signInTo: { console: "Sign in to the console", ops: "Sign in to operations" },
  usePasskey: "Use a passkey",
  lostPasskey: "Lost your passkey?",
  codeHelp: "Enter your email address and one of your recovery codes. Each code works once.",
  mail: "Email",
  recoveryCode: "Recovery code",
  useCode: "Sign in with a code",
  noCodeLeft: {
    console:
      "No codes left? Ask an owner for a new invitation. If you're the only owner, contact the institution.",
    ops: "No codes left? Ask another admin for a new invitation.",
  },
  signInProblems: {
    passkey:
      "That passkey wasn't accepted. Try again, and confirm with your fingerprint, face or PIN.",
    code: "That email address and recovery code don't match. Check both and try again.",
    too_many: "Too many tries. Try again in a few minutes.",
    no_script: "Passkeys need JavaScript. Without it, sign in with a recovery code.",
  },
  passkeyCancelled: "That wasn't completed. You can try again.",
  passkeyUnsupported:
    "This browser doesn't support passkeys. Use another browser, or a recovery code.",
  passkeyElsewhere: "Passkeys don't work at this address. Open the portal at its own address.",
  passkeyNeedsScript: "Passkeys need JavaScript.",
  tooMany: "Too many tries. Try again in a few minutes.",
  unreachable: "Can't connect. Check your network and try again.",
  signedOut: "You're signed out.",
  joinTitle: "Join",
  joinAs: (place, role) => `Join ${isolated(place)} as ${role}`,
  yourName: "Your name",
  passkeyName: "Name of the passkey",
  passkeyNameHint: "The device it's on, so you can tell it apart later.",
  createPasskey: "Create a passkey",
  joinProblems: {
    name: "Enter your name, up to 64 characters.",
    mail: "Enter an email address, such as name@example.com.",
    passkey_name: "Name the passkey, in up to 64 characters.",
    passkey:
      "The passkey wasn't created. Try again, and confirm with your fingerprint, face or PIN.",
    already_there: "Somebody here already uses this email address. Enter another.",
    no_script: "Creating a passkey needs JavaScript.",
  },
  linkOver: "This link doesn't work any more",
  linkOverHelp: "A link works once, within three days. Ask whoever invited you for a new one.",
  codesTitle: "Your recovery codes",
  codesHelp:
    "Print them or write them down, and keep them away from your device. If you lose your passkey, sign in with one of them; each works once. They're shown only now.",
  codesKept: "I've kept them. Continue",
  confirmTitle: "Confirm it's you",
  confirmHelp: "Use your passkey again for what comes next. It counts for two minutes.",
  confirmWithout:
    "What comes next needs a passkey, and you don't have one yet. Create one, then sign in again.",
  forbidden: "Your role can't open this page",
  forbiddenHelp: (role) => `You're signed in as ${role}. If you need this, ask an owner or admin.`,
  unknown: "Not found",
  unknownHelp: "There's no such thing here. It may have been removed, or it isn't yours.",
  toHome: "Back to home",
  hello: (name) => `Hello, ${isolated(name)}`,
  needsYou: "Needs you",
  notWell: "Something isn't well. See the health page.",
  noPasskey: "You don't have a passkey yet and may not get in next time. Create one.",
  onePasskey: "You have only one passkey. Add another on a second device.",
  fewCodes: (left) =>
    left === 0
      ? "You have no recovery codes left. Replace them."
      : left === 1
      ? "You have only 1 recovery code left. Replace them."
      : `You have only ${left} recovery codes left. Replace them.`,
  staffAbout: "Who works here, and what they can do.",
  accountAbout: "Your passkeys, recovery codes and signed-in browsers.",
  name: "Name",
  role: "Role",
  state: "Status",
  since: "Since",
  you: "(you)",
  nobodyHere:
    "Nobody belongs to this test number alone. The staff of the live number work here in the same role.",
  nameless: "Not joined yet",
  states: { invited: "Invited", active: "Active", removed: "Removed" },
  linkExpired: "Invitation expired",
  invite: "Invite someone",
  invitationProblems: {
    name: "Enter a name, up to 64 characters.",
    mail: "Enter an email address, such as name@example.com.",
    role: "Choose a role.",
    too_many: "There can be 200 people here at most. Remove somebody first.",
    already_there: "Somebody here already uses this email address.",
  },
  makeLink: "Create a one-time link",
  linkTitle: "One-time link",
  linkHelp: (name, time) =>
    `Give this link to ${
      isolated(name)
    } and nobody else. It works once, until ${time}. It's shown only now.`,
  link: "Link",
  backToStaff: "Back to staff",
  joinedAt: "Joined",
  staffNo: "Staff number",
  changeRole: "Change role",
  changeRoleHelp: "They're signed out everywhere when their role changes.",
  memberProblems: {
    role: "Choose a role.",
    last_head:
      "Somebody here must be able to do everything. Give that role to another person first.",
  },
  headsHelp: (role) =>
    `Nobody is invited as ${role}: invite them first, then two people give them that role.`,
  twoPeople: (role) => `Making or unmaking somebody ${role} waits for a second person.`,
  newLink: "New invitation link",
  newLinkInvited: "The link before it stops working at once.",
  newLinkActive:
    "For somebody who lost their passkey. Once they use it, their old passkeys, recovery codes and sessions stop working.",
  remove: "Remove",
  removeQuestion: (name) => `Remove ${isolated(name)}?`,
  removeHelp:
    "They're signed out at once, and their passkeys and codes stop working. What they did stays on record.",
  keep: "Keep",
  waitForYou: (count) =>
    count === 1
      ? "1 proposal waits for you as the second person."
      : `${count} proposals wait for you as the second person.`,
  more: "More",
  nothingWaits: "Nothing waits for a second person right now.",
  actChangeRole: (name, role) => `Make ${isolated(name)} ${role}`,
  actRemove: (name) => `Remove ${isolated(name)}`,
  actInviteAgain: (name) => `Give ${isolated(name)} a new invitation link`,
  proposedBy: (name, time) => `Proposed by ${isolated(name)}, ${time}`,
  proposer: "Proposed by",
  proposedAt: "Proposed",
  merchant: "Merchant",
  waitsUntil: (time) => `Waiting, until ${time}`,
  proposalStates: { confirmed: "Confirmed", withdrawn: "Withdrawn", expired: "Expired" },
  waitsForSecond: "Another person has to confirm this. Nothing changes until then.",
  youAreSecond: "You're the second person. Check this before you confirm it.",
  confirmAct: "Confirm and do it",
  withdraw: "Withdraw",
  decline: "Decline",
  proposalProblems: {
    second_person_needed: "You proposed this yourself. Another person has to confirm it.",
    proposal_over: "This was decided, has expired or has changed. Nothing was changed now.",
    last_head: "Somebody here must be able to do everything. Nothing was changed.",
    staff_not_found: "This person isn't here any more. Nothing was changed.",
    merchant_not_found: "This merchant number is closed. Nothing was changed.",
    key_still_active:
      "This merchant number has a key to sign with, and adds the next one itself. Nothing was changed.",
    key_already_registered: "This key was registered before. Make a new pair.",
    keys_too_many: "There are too many keys in use. Retire or revoke one first.",
    key_dates_wrong:
      "The dates no longer work: the new key would never be active, or the old one would retire before. Nothing was changed.",
    key_not_found: "The key to be replaced is no longer in use. Nothing was changed.",
    agreement_no_taken: "There's an agreement with this number already. Nothing was changed.",
    child_not_closed: "There's an open merchant number below it. Close that one first.",
    unclear_not_found: "There's no such payment, refund or deduction.",
    not_unclear: "The channel has answered. There is nothing to settle.",
    proposals_too_many: "Too much waits for a second person. Have some of it decided first.",
    block_not_found: "There's no such block. Nothing was changed.",
    block_lifted: "This block was lifted before. Nothing was changed now.",
    difference_not_found: "There's no such difference.",
    difference_over: "This difference has already ended. Nothing was changed.",
    difference_changed:
      "The difference isn't what it was when this was proposed. Nothing was changed; propose again.",
    dispute_not_found: "There's no such dispute.",
    dispute_changed:
      "The dispute isn't what it was when this was proposed. Nothing was changed; propose again.",
    nothing_to_give_back: "Nothing is left to give back. Nothing was changed.",
    refund_window_over:
      "The payment is too old: the channel gives nothing back any more. Nothing was changed.",
    nothing_to_correct:
      "There's no sum to correct, or no merchant number to book it to. Nothing was changed.",
    refund_not_found: "There's no such refund.",
    refund_changed: "This refund has just changed. Nothing was done; look at it again.",
    bank_line_changed: "This bank line has changed since. Nothing was done; look at it again.",
    bank_line_not_needed: "One of these bank lines isn't needed. Nothing was done.",
    transfer_order_not_open: "One of these orders isn't waiting for a transfer. Nothing was done.",
    transfer_merchant_not_active:
      "The merchant number of one order isn't active. Nothing was done.",
    allocation_wrong: "Choose 1 to 20 bank lines and 1 to 20 orders, each once.",
    allocation_too_little:
      "These bank lines don't come to as much as the orders. Nothing was done.",
  },
  ownersHelp:
    "If a merchant's only owner loses their passkey, two admins together give them a new link. Make sure it's them first.",
  merchantNo: "Merchant number",
  search: "Search",
  noSuchMerchant: "There's no such merchant number.",
  noOwner: "This merchant number has no owner yet.",
  proposeLink: "Propose a new link",
  passkeys: "Passkeys",
  addPasskey: "Add a passkey",
  rename: "Rename",
  madeAt: (time) => `Created ${time}`,
  usedAt: (time) => `last used ${time}`,
  removePasskeyQuestion: (name) => `Remove the passkey “${isolated(name)}”?`,
  removePasskeyHelp: "You can't sign in with it any more. Delete it on that device too.",
  accountProblems: {
    passkey:
      "The passkey wasn't created. Try again, and confirm with your fingerprint, face or PIN.",
    passkey_name: "Name the passkey, in up to 64 characters.",
    too_many: "You can have 10 passkeys at most. Remove one you don't use.",
    last_passkey: "This is your last passkey. Add another one first.",
    no_script: "Creating a passkey needs JavaScript.",
  },
  cameByCode:
    "You signed in with a recovery code. Create a new passkey now, then remove the one you lost.",
  recoveryCodes: "Recovery codes",
  codesLeft: (left) =>
    left === 0
      ? "You have no recovery codes."
      : left === 1
      ? "1 recovery code left."
      : `${left} recovery codes left.`,
  replaceCodes: "Replace recovery codes",
  replaceCodesHelp: "All earlier codes stop working.",
  alerts: "Tell me when",
  alertKinds: {
    own_account: "my sign-in changes",
    proposal_waits: "something waits for a second person",
    money_unclear: "a payment stays without a result",
    endpoint_disabled: "a webhook endpoint is disabled",
    key_retired: "a key is retired",
    key_ends: "a merchant number's last key retires soon",
    channel_silent: "a channel doesn't answer",
    job_dead: "a background job is dead",
    head_unpublished: "the audit head isn't published for a day",
    credential_ends: "a key or certificate of the portal ends soon",
    difference_overdue: "a difference with the channel is overdue",
    summary_differs: "a day's files differ from the channel's summary",
    dispute_opened: "a payment is disputed",
    dispute_due: "a dispute is due soon",
    dispute_decided: "a dispute is decided",
  },
  save: "Save",
  sessions: "Signed-in browsers",
  signedInAt: (time) => `Signed in ${time}`,
  seenAt: (time) => `last active ${time}`,
  proofs: {
    passkey: "passkey",
    recovery_code: "recovery code",
    invitation: "invitation",
    demo_link: "demo link",
  },
  thisSession: "This browser",
  endSession: "Sign out there",
  signOutEverywhere: "Sign out everywhere",
};
