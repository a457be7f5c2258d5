import { expect } from "vitest";
import { makeKey } from "../support/signer.ts";
import { planForm } from "../support/signers.ts";
import {
  formed,
  label,
  LEFT_OUT,
  merchantNo,
  notFlag,
  notList,
  notText,
  numbers,
  oneOf,
  required,
  text,
  time,
  whole,
  type Wrong,
} from "./wrong_values.ts";

export type Body = Readonly<Record<string, unknown>>;

export interface Row {
  /** Everything else is valid. */
  readonly body: Body;
  readonly fields: Readonly<Record<string, Wrong>>;
}

/** Every operation with a body, with a valid one and what each of its fields must refuse. */
export async function fieldsTable(): Promise<Readonly<Record<string, Row>>> {
  const { jwk, privateKey: _ } = await makeKey("ES256");
  const url: Wrong = [
    ...notText,
    ...[
      "",
      "x",
      "//x",
      "/hook",
      "javascript:alert(1)",
      "file:///etc/passwd",
      "ftp://a.example/",
      "http://",
    ]
      .map((value) => [value, expect.any(String)] as never),
    [`https://shop.example/${"x".repeat(2_000)}`, expect.any(String) as never],
    ["https://user:pass@shop.example/", expect.any(String) as never],
  ];
  const settings = {
    products: [...notList, [Array(10).fill("cashier"), "too_many"] as const],
    return_urls: [...notList, [Array(21).fill("https://shop.example"), "too_many"] as const],
    embed_origins: [...notList, [Array(2).fill("https://shop.example"), "repeated"] as const],
  };
  const onDevice = {
    person: oneOf("person_z"),
    card: oneOf("prepaid", "DEBIT"),
    device: oneOf("tablet"),
  };
  return {
    "POST /v1/orders": {
      body: { merchant_order_no: "F-2", amount: 100, subject: "茶" },
      fields: {
        merchant_order_no: [...required, ...numbers],
        amount: [...required, ...whole(1, 1_000_000_000)],
        currency: oneOf("cny", "CNH", "USD", "156"),
        subject: [...required, ...text(1, 128)],
        return_url: label(1, 500),
        expires_in: whole(1, 7_776_000),
        metadata: [
          ...["x", 1, true].map((value) => [value, "wrong_type"] as const),
        ],
        settle_merchant_no: merchantNo,
        transfer: ["x", 1, true, []].map((value) => [value, "wrong_type"] as const),
      },
    },
    "POST /v1/orders/{order_id}/payments": {
      body: { flow: "consumer_code", consumer_code: "6212345678901234567" },
      fields: {
        flow: [[LEFT_OUT, "not_allowed"], ...oneOf("wap_page", "APP_CONTROL")],
        consumer_code: [
          [LEFT_OUT, "missing"],
          [6_212_345_678_901_234, "wrong_type"],
          ["", "wrong_format"],
          ["6112345678901234567", "wrong_format"],
          ["62123456789012345678", "wrong_format"],
        ],
      },
    },
    "POST /v1/orders/{order_id}/refunds": {
      body: { merchant_refund_no: "FR-1", amount: 1 },
      fields: {
        merchant_refund_no: [...required, ...numbers],
        amount: [...required, ...whole(1, 1_000_000_000)],
        currency: oneOf("cny", "USD"),
        reason: text(1, 200),
      },
    },
    "POST /v1/deductions/{deduction_id}/refunds": {
      body: { merchant_refund_no: "FR-2", amount: 1 },
      fields: {
        merchant_refund_no: [...required, ...numbers],
        amount: [...required, ...whole(1, 1_000_000_000)],
        currency: oneOf("cny", "USD"),
        reason: text(1, 200),
      },
    },
    "POST /v1/plans": {
      body: { ...planForm, per_day_limit: 1_000_000_000, verify_phone: true },
      fields: {
        request: [[LEFT_OUT, "not_allowed"], ...oneOf("NEW", "接入")],
        plan_id: [...notText, ["x".repeat(65), "too_long"], ["pln_x", "not_allowed"]],
        kind: [[LEFT_OUT, "not_allowed"], ...oneOf("weekly")],
        short_name: [...required, ...text(1, 20)],
        title: [...required, ...text(1, 40)],
        package_text: [...required, ...text(1, 500).filter(([value]) => value !== "a\nb")],
        per_transaction_limit: [...required, ...whole(1, 1_000_000_000)],
        per_day_limit: [...required, ...whole(1, 1_000_000_000)],
        contract_days: whole(1, 3_650),
        arrears: ["x", 1, true, []].map((value) => [value, "wrong_type"] as const),
        requires_credit_card: [...required, ...notFlag],
        verify_phone: [...required, ...notFlag],
        verify_id_number: [...required, ...notFlag],
        network_advance: ["x", 1, true, []].map((value) => [value, "wrong_type"] as const),
        fixed_merchant_nos: [...notList, [Array(51).fill("990100000000001"), "too_many"]],
        no_fixed_merchant_reason: [[LEFT_OUT, "missing"], [null, "missing"], ...text(1, 200)],
        unsign_notice_url: url,
        filled_in_by: text(1, 40),
        filled_in_at: time,
        applicant: text(1, 64),
        contact: text(1, 100),
      },
    },
    "POST /v1/signings": {
      body: { plan_id: "pln_none", contract_code: "F-1" },
      fields: {
        plan_id: [...required, ...notText, ["x".repeat(65), "too_long"]],
        contract_code: [...required, ...numbers],
        user_id: label(1, 64),
        return_url: label(1, 500),
        order: ["x", 1, true, []].map((value) => [value, "wrong_type"] as const),
      },
    },
    "POST /v1/test_helpers/signings/{signing_id}/confirmation": {
      body: {},
      fields: { outcome: oneOf("SIGNED", "expired"), person: oneOf("person_z") },
    },
    "POST /v1/test_helpers/device_cards": { body: {}, fields: onDevice },
    "POST /v1/test_helpers/card_events": {
      body: { event: "card_lost" },
      fields: {
        ...onDevice,
        event: [[LEFT_OUT, "not_allowed"], ...oneOf("CARD_LOST", "stolen")],
        last_four: formed("123", "12345", "12a4", "１２３４"),
        no_password_limit: whole(0, 1_000_000),
      },
    },
    "POST /v1/deductions": {
      body: { contract_id: "ctr_none", merchant_order_no: "F-1", amount: 1, subject: "茶" },
      fields: {
        contract_id: [...required, ...notText, ["x".repeat(65), "too_long"]],
        merchant_order_no: [...required, ...numbers],
        amount: [...required, ...whole(1, 1_000_000_000)],
        currency: oneOf("cny", "USD"),
        subject: [...required, ...text(1, 128)],
        settle_merchant_no: merchantNo,
      },
    },
    "POST /v1/contracts/{contract_id}/deduction_notices": {
      body: { amount: 1, subject: "茶" },
      fields: {
        amount: [...required, ...whole(1, 1_000_000_000)],
        currency: oneOf("cny", "USD"),
        subject: [...required, ...text(1, 128)],
        charge_at: time,
      },
    },
    "POST /v1/upsdk_configurations": {
      body: { url: "https://shop.example/pay" },
      fields: { url: [...required, ...label(1, 500)] },
    },
    "POST /v1/disputes/{dispute_id}/answer": {
      body: { text: "有签约存证" },
      fields: { text: [...required, ...text(1, 1_000)] },
    },
    "POST /v1/arrears/{arrear_id}/waiver": {
      body: {},
      fields: { reason: text(1, 200) },
    },
    "POST /v1/contracts/{contract_id}/termination": {
      body: {},
      fields: { reason: text(1, 200) },
    },
    "POST /v1/links": {
      body: { subject: "茶" },
      fields: {
        subject: [...required, ...text(1, 128)],
        amount: whole(1, 50_000),
        currency: oneOf("cny", "USD"),
      },
    },
    "PATCH /v1/links/{link_id}": {
      body: { state: "active" },
      fields: { state: [[LEFT_OUT, "not_allowed"], ...oneOf("PAUSED", "deleted")] },
    },
    "POST /v1/keys": {
      body: { jwk },
      fields: {
        jwk: [
          ...required,
          ...["x", 1, true].map((value) => [value, "wrong_type"] as const),
        ],
        not_before: time,
        retire_at: time,
        scopes: [...notList, [[], "too_few"], [Array(5).fill("charge"), "too_many"]],
      },
    },
    "POST /v1/webhook_endpoints": {
      body: { url: "http://127.0.0.1:9/other" },
      fields: {
        url: [...required, ...url],
        event_types: [...notList, [Array(50).fill("order.paid"), "too_many"]],
        merchant_nos: [...notList, [Array(201).fill("990100000000001"), "too_many"]],
      },
    },
    "POST /v1/app_applications": {
      body: { reference: "mini-1", name: "茶小程序", agreement_digest: "b".repeat(64) },
      fields: {
        reference: [...required, ...numbers],
        name: [...required, ...text(1, 64)],
        agreement_digest: [
          ...required,
          ...notText,
          ["B".repeat(64), "wrong_format"],
          ["b".repeat(63), "wrong_format"],
        ],
      },
    },
    "POST /v1/merchants": {
      body: { name: "分店" },
      fields: {
        name: [...required, ...text(1, 64)],
        reference: numbers,
        ...settings,
        application: ["x", 1, true, []].map((value) => [value, "wrong_type"] as const),
      },
    },
    "PATCH /v1/merchants/{merchant_no}": {
      body: {},
      fields: { name: [[null, "wrong_type"], ...text(1, 64)], ...settings },
    },
    "POST /v1/screens": {
      body: { name: "一号柜台" },
      fields: { name: [...required, ...text(1, 64)] },
    },
    "PUT /v1/embedding": {
      body: { origins: [] },
      fields: {
        origins: [
          ...required,
          ...notList,
          [Array(21).fill("https://shop.example"), "too_many"],
          [Array(2).fill("https://shop.example"), "repeated"],
        ],
      },
    },
    "PATCH /v1/webhook_endpoints/{endpoint_id}": {
      body: {},
      fields: {
        url,
        event_types: notList,
        merchant_nos: notList,
        state: oneOf("deleted", "ENABLED"),
      },
    },
    "POST /v1/webhook_endpoints/{endpoint_id}/secrets": {
      body: {},
      fields: { overlap_seconds: whole(0, 2_592_000) },
    },
    "POST /v1/webhook_endpoints/{endpoint_id}/test_deliveries": {
      body: {},
      fields: { type: oneOf("order.placed", "order.*", "key.added") },
    },
    "POST /v1/events/{event_id}/redeliveries": {
      body: {},
      fields: { endpoint_id: [...notText, ["x".repeat(65), "too_long"]] },
    },
    "POST /v1/test_helpers/orders/{order_id}/payment": {
      body: {},
      fields: { outcome: [[LEFT_OUT, "not_allowed"], ...oneOf("succeed", "SUCCEEDED")] },
    },
    "POST /v1/test_helpers/clock": {
      body: {},
      fields: { now: time, advance_seconds: whole(0, 316_224_000) },
    },
  };
}
