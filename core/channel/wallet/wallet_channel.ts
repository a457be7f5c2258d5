import type { ChannelOrderNo } from "../../id.ts";
import { cny, type Money } from "../../money.ts";
import { rejected } from "../../result.ts";
import { hours, minutes, rfc3339, seconds } from "../../time.ts";
import type { AskChannel } from "../ask_channel.ts";
import type { Channel, RefundAtChannel, StartAtChannel } from "../channel.ts";
import type { HttpResponse } from "../http.ts";
import type { PaymentOutcome, RefundOutcome } from "../outcome.ts";
import type { QuerySchedule } from "../query_ladder.ts";
import {
  balanceAnswer,
  type DebitAnswer,
  debitAnswer,
  type RefundAnswer,
  refundAnswer,
} from "./wallet_messages.ts";
import {
  createWalletWire,
  type PayingApp,
  type WalletDeps,
  type WalletVerb,
} from "./wallet_wire.ts";

/** It sends no notices, so it is asked soon, as somebody waits at the checkout; but not before its answer was given up. */
const querySchedule: QuerySchedule = {
  waits: [
    ...[10, 20, 30, 60].map(seconds),
    ...[2, 5, 10, 20, 40, 80, 160, 320, 640].map(minutes),
  ],
  endAfter: hours(24),
};

const unclear = { type: "unclear" } as const;
type Asked = Pick<AskChannel, "channelOrderNo" | "amount">;

/**
 * A trusted wallet app that pays out of what its users have there, as a channel [docs/wallet_balance.md]. An answer that
 * is not signed by it, or is about another number or amount, says nothing about money.
 */
export function createWalletChannel(deps: WalletDeps, app: PayingApp): Channel {
  const wire = createWalletWire(deps, app);
  const ask = ({ channelOrderNo: number }: Pick<Asked, "channelOrderNo">) => ({ number });
  const told = async <T extends DebitAnswer | RefundAnswer>(
    answer: Promise<T | undefined>,
    asked: Asked,
  ): Promise<T | undefined> => {
    const said = await answer;
    if (said === undefined || isAbout(said, asked)) return said;
    deps.log.error("wallet app answers about another number or amount: needs manual follow-up", {
      wallet: app.name,
      number: asked.channelOrderNo,
      amount: asked.amount.fen,
      said: { number: said.number, amount: "amount" in said ? said.amount : undefined },
    });
    return undefined;
  };
  const readDebit = async (verb: keyof typeof closedMeans, response: HttpResponse, asked: Asked) =>
    paymentOutcome(await told(wire.told(verb, debitAnswer, response), asked), closedMeans[verb]);
  const readRefund = async (verb: WalletVerb, response: HttpResponse, asked: Asked) =>
    refundOutcome(await told(wire.told(verb, refundAnswer, response), asked));

  return {
    name: `wallet:${app.name}`,
    querySchedule: () => querySchedule,
    start: (command) => wire.send("debit", debitBody(command)),
    readStart: (response, command) => readDebit("debit", response, command),
    query: (command) => wire.send("debit_query", ask(command)),
    readQuery: (response, command) => readDebit("debit_query", response, command),
    cancel: (command) => wire.send("debit_closure", ask(command)),
    readCancel: (response, command) => readDebit("debit_closure", response, command),
    refund: (command) => wire.send("refund", refundBody(command)),
    readRefund: (response, command) => readRefund("refund", response, command),
    queryRefund: (command) => wire.send("refund_query", ask(command)),
    readQueryRefund: (response, command) => readRefund("refund_query", response, command),
    readNotice: () =>
      Promise.resolve(
        rejected({ code: "notice_not_readable", detail: "A wallet app sends no notices" }),
      ),
    acknowledge: () => ({ contentType: "text/plain; charset=utf-8", body: "" }),
    balances: {
      mode: app.balances.mode,
      read: (user) => wire.send("balance", { user }),
      readAnswer: async (response, user) => {
        const said = await wire.told("balance", balanceAnswer, response);
        return said?.user === user ? cny(said.available) : undefined;
      },
    },
  };
}

function isAbout(
  said: { readonly number: string; readonly amount?: number },
  { channelOrderNo, amount }: { readonly channelOrderNo: ChannelOrderNo; readonly amount: Money },
): boolean {
  return said.number === channelOrderNo && (said.amount ?? amount.fen) === amount.fen;
}

/** Why nothing was taken, by what was asked. */
const closedMeans = {
  debit: "expired_at_channel",
  debit_query: "unknown_at_channel",
  debit_closure: "cancelled_by_payer",
} as const;

function paymentOutcome(
  said: DebitAnswer | undefined,
  closed: (typeof closedMeans)[keyof typeof closedMeans],
): PaymentOutcome {
  switch (said?.state) {
    case undefined:
    case "pending":
      return unclear;
    case "paid":
      return {
        type: "succeeded",
        channelTxnNo: said.txn_no,
        cardType: undefined,
        cardLastFour: undefined,
      };
    case "declined":
      return { type: "failed", reason: said.reason };
    case "closed":
      return { type: "failed", reason: closed };
  }
}

function refundOutcome(said: RefundAnswer | undefined): RefundOutcome {
  switch (said?.state) {
    case undefined:
    case "pending":
      return unclear;
    case "returned":
      return { type: "succeeded", channelTxnNo: said.txn_no };
    case "refused":
      return { type: "failed", failure: said.reason };
    case "closed":
      return { type: "failed", failure: "unknown_at_channel" };
  }
}

function debitBody(command: StartAtChannel) {
  return {
    number: command.channelOrderNo,
    user: command.walletUser,
    amount: command.amount.fen,
    currency: command.amount.currency,
    merchant_no: command.merchantNo,
    payee: command.payee,
    subject: command.subject,
    pay_before: rfc3339(command.payBefore),
  };
}

function refundBody(command: RefundAtChannel) {
  return {
    number: command.channelOrderNo,
    debit_txn_no: command.channelTxnNo,
    amount: command.amount.fen,
    currency: command.amount.currency,
  };
}
