import type { ProposedAct } from "../../core/proposal/proposal.ts";
import { after, type BusinessDay, hours } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { invited } from "./staff_people.ts";

/** One of each kind. */
export const proposedActs: Readonly<Record<ProposedAct["kind"], ProposedAct>> = {
  change_role: { kind: "change_role", staffId: invited.staffId, role: "owner" },
  remove_staff: { kind: "remove_staff", staffId: invited.staffId },
  invite_again: { kind: "invite_again", staffId: invited.staffId },
  set_account: {
    kind: "set_account",
    masked: { bank: "江湾银行运河支行", holder: "青******司", lastFour: "3445" },
  },
  add_key: {
    kind: "add_key",
    alg: "EdDSA",
    jwk: '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
  },
  register_key: {
    kind: "register_key",
    alg: "ES256",
    jwk: '{"kty":"EC","crv":"P-256","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
    scopes: ["create", "refund"],
    notBefore: after(START, hours(1)),
    replaces: { kid: "key_01KAG8M0000000000000000001", retireAt: after(START, hours(168)) },
  },
  share: {
    kind: "share",
    agreed: {
      agreementNo: "GX-2026-014",
      covers: "all_below",
      firstDay: "2026-01-01" as BusinessDay,
      lastDay: "2027-12-31" as BusinessDay,
      sharesContracts: true,
      parentMay: ["create", "refund"],
    },
  },
  close: { kind: "close", reason: "门店停业，场地到期" },
  settle: {
    kind: "settle",
    of: "pay_01KAG8M0000000000000000001",
    finding: { type: "succeeded", channelTxnNo: "2026112000000001" },
    evidence: "Channel file 0905, line 12",
  },
  lift_block: {
    kind: "lift_block",
    of: "blk_01KAG8M0000000000000000001",
    masked: "199****0001",
    reason: "本人到场核实，证件一致",
  },
  settle_difference: {
    kind: "settle_difference",
    of: "dif_01KAG8M0000000000000000001",
    way: "corrected",
    why: "渠道来函确认多清算一分",
    finding: 1,
    left: 1,
  },
  pay_out: {
    kind: "pay_out",
    batches: [
      { of: "stl_01KAG8M0000000000000000001", fen: 9_232_542 },
      { of: "stl_01KAG8M0000000000000000002", fen: 128_000 },
    ],
    total: 9_360_542,
  },
  paid_out: {
    kind: "paid_out",
    of: "prp_01KAG8M0000000000000000002",
    count: 2,
    fen: 9_360_542,
    paidOn: "2026-11-23" as BusinessDay,
    reference: "JW2026112300017",
  },
  return_payout: {
    kind: "return_payout",
    of: "pyo_01KAG8M0000000000000000001",
    fen: 9_232_542,
    reason: "账号与户名不符",
  },
  place_hold: {
    kind: "place_hold",
    merchant: teaHouse.merchantNo,
    fen: null,
    reason: "交易异常，等待核查",
  },
  release_hold: {
    kind: "release_hold",
    of: "hld_01KAG8M0000000000000000001",
    reason: "已核查，交易真实",
  },
  record_receipt: {
    kind: "record_receipt",
    merchant: teaHouse.merchantNo,
    source: "channel",
    day: "2026-11-23" as BusinessDay,
    fen: 9_360_542,
    reference: "JW2026112300001",
  },
  agree_terms: {
    kind: "agree_terms",
    merchant: teaHouse.merchantNo,
    from: "2026-12-01" as BusinessDay,
    delay: 1,
    accountOf: teaHouse.merchantNo,
    overdraft: 50_000,
  },
  set_calendar: {
    kind: "set_calendar",
    year: 2027,
    version: 0,
    days: [
      { day: "2027-02-06" as BusinessDay, kind: "off", name: "春节" },
      { day: "2027-02-14" as BusinessDay, kind: "work", name: "调休" },
    ],
  },
  end_advance: {
    kind: "end_advance",
    of: "ded_01KAG8M0000000000000000001",
    fen: 7_721,
    way: "repaid_by_payer",
    reference: "JW2026112400033",
    why: "渠道客服确认，付款人出示回单",
  },
  refund_dispute: {
    kind: "refund_dispute",
    of: "dsp_01KAG8M0000000000000000001",
    version: 3,
    amount: 8_800,
    why: "商户没有答复，记录里没有消费者的签字",
  },
  allocate_transfer: {
    kind: "allocate_transfer",
    lines: [{ lineId: "bln_01KAG8M0000000000000000001", version: 1 }],
    orders: ["ord_01KAG8M0000000000000000001"],
    amount: 123_456_700,
  },
  pay_out_refund: {
    kind: "pay_out_refund",
    of: "rfd_01KAG8M0000000000000000001",
    version: 4,
    amount: 8_800,
    masked: { bank: "江湾银行东滩支行", lastFour: "0017", holder: "测*" },
    why: "付款人提供，商户已核对",
  },
  resend_refund: {
    kind: "resend_refund",
    of: "rfd_01KAG8M0000000000000000001",
    version: 4,
    amount: 8_800,
    why: "发卡行已换卡",
  },
  return_transfer: {
    kind: "return_transfer",
    of: "bln_01KAG8M0000000000000000001",
    version: 1,
    amount: 123_456_700,
    reference: "2026112000000009",
  },
};
