import { describe, expect, it } from "vitest";
import type { Row } from "../../../core/query.ts";
import { readDeduction } from "../../../db/deduction/rows.ts";

const row: Row = {
  deduction_id: "ded_01KAG8M0000000000000000021",
  contract_id: "ctr_01KAG8M0000000000000000013",
  merchant_no: "888000000000001",
  merchant_order_no: "A-1",
  settle_merchant_no: null,
  amount: 1_000,
  subject: "续杯",
  state: "processing",
  failure: null,
  arrear_id: null,
  channel: "sandbox",
  channel_order_no: "01KAG8M0000000000000000021",
  channel_txn_no: null,
  day: "2026-11-20",
  created_at: 1,
  sent_at: null,
  query_after: null,
  queries: 0,
  queries_ended_at: null,
  next_poll_at: 5,
  ended_at: null,
  version: 1,
};
const sent: Row = { ...row, sent_at: 2, query_after: 3 };

describe("readDeduction", () => {
  it("tells what was not sent, what is asked about and what nobody asks about any more apart", () => {
    expect(readDeduction(row)).toMatchObject({ state: "requested", nextPollAt: 5 });
    expect(readDeduction(sent)).toMatchObject({ state: "processing", sentAt: 2, queryAfter: 3 });
    expect(readDeduction({ ...sent, query_after: null, queries_ended_at: 4 })).toMatchObject({
      state: "processing",
      queryAfter: undefined,
      queriesEndedAt: 4,
    });
  });

  it.each<[string, Row]>([
    ["sent, with neither a next question nor an end", { ...sent, query_after: null }],
    ["processing, with no time to poll", { ...row, next_poll_at: null }],
    ["succeeded, without the channel's number", { ...row, state: "succeeded", ended_at: 2 }],
    ["failed, without a reason", { ...row, state: "failed", ended_at: 2 }],
    ["in a state that does not exist", { ...row, state: "lost" }],
  ])("throws for a row that is %s", (_what, odd) => {
    expect(() => readDeduction(odd)).toThrow(TypeError);
  });
});
