import type { ErasureStore, Left, WaitingErasure } from "../../core/erasure/erasure.ts";
import type { BindingId, ConsumerId, ContractId } from "../../core/id.ts";
import type { Query, Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first } from "../engine/query.ts";
import { unitOf } from "../engine/statement.ts";
import { open } from "./left.ts";

const WAITING = "select * from erasures where consumer_id = ?1 and state = 'waiting'";
const ERASED = "select ended_at from erasures where consumer_id = ?1 and state = 'erased'";
const DUE = `select * from erasures where state = 'waiting' and look_after <= ?1
  order by look_after limit ?2`;
const LOOK_AFTER = `update erasures set look_after = ?2
  where consumer_id = ?1 and state = 'waiting'`;

const count = (from: string) => `(select count(*) ${from})`;
const LEFT = `select
  (select json_group_array(contract_id) ${open.contracts}) as contracts,
  ${count(open.endingContracts)} as ending_contracts,
  (select json_group_array(binding_id) ${open.cards}) as cards,
  ${count(open.endingCards)} as ending_cards,
  ${count(open.arrears)} as arrears,
  ${count(open.disputes)} as disputes,
  ${
  [open.deductions, open.payments, open.signings, open.deviceCards, open.recoveries].map(count)
    .join(" + ")
}
    as under_way`;

export const erasureStore: ErasureStore = {
  waiting: (consumerId) => first({ sql: WAITING, args: [consumerId] }, readWaiting),
  erasedAt: (consumerId) =>
    first({ sql: ERASED, args: [consumerId] }, (row) => instant(new Columns(row).int("ended_at"))),
  due: (now, max) => all({ sql: DUE, args: [BigInt(now), BigInt(max)] }, readWaiting),
  left: (consumerId) => only({ sql: LEFT, args: [consumerId] }),
  lookAfter: (consumerId, at) => unitOf(LOOK_AFTER, consumerId, at),
};

function only(statement: Parameters<typeof first>[0]): Query<Left> {
  const { read, ...query } = first(statement, readLeft);
  return {
    ...query,
    read: (rows) => {
      const left = read(rows);
      if (!left) throw new TypeError("Cannot tell what is left: no row");
      return left;
    },
  };
}

function readWaiting(row: Row): WaitingErasure {
  const columns = new Columns(row);
  return {
    consumerId: columns.text("consumer_id") as ConsumerId,
    askedAt: instant(columns.int("asked_at")),
  };
}

function readLeft(row: Row): Left {
  const columns = new Columns(row);
  return {
    contracts: columns.json<readonly ContractId[]>("contracts"),
    endingContracts: columns.int("ending_contracts"),
    cards: columns.json<readonly BindingId[]>("cards"),
    endingCards: columns.int("ending_cards"),
    arrears: columns.int("arrears"),
    disputes: columns.int("disputes"),
    underWay: columns.int("under_way"),
  };
}
