import type { Channel } from "../channel.ts";
import type { AcpDeps } from "./acp_channel.ts";
import { latestFileDay } from "./files.ts";
import { configurePage } from "./open/configure_page.ts";
import { createOpenContracts } from "./open/open_contracts.ts";
import { isOpenNotice, openAcknowledgement, readOpenNotice } from "./open/open_notice.ts";
import { hasToken, type TokenDeps } from "./open/open_tokens.ts";
import { querySchedule } from "./query_schedule.ts";
import { refundableFor, voids } from "./refund_rules.ts";

export type UnionpayDeps = AcpDeps & TokenDeps;

/**
 * UnionPay as a channel: its gateway for money, its open platform for contracts. The gateway's codec comes with the
 * library of certificates, so it is loaded when a number needs it and not when a portal starts.
 */
export function createUnionpayChannel(deps: UnionpayDeps): Channel {
  let loaded: ReturnType<typeof load> | undefined;
  const acp = () => loaded ??= load(deps);
  return {
    name: "unionpay",
    querySchedule,
    refundableFor,
    startUnasked: async (command) => await (await acp()).startUnasked(command),
    start: async (command) => await (await acp()).start(command),
    readStart: async (...given) => await (await acp()).readStart(...given),
    query: async (command) => await (await acp()).query(command),
    readQuery: async (...given) => await (await acp()).readQuery(...given),
    cancel: async (command) => await (await acp()).cancel(command),
    readCancel: async (...given) => await (await acp()).readCancel(...given),
    voids,
    refund: async (command) => await (await acp()).refund(command),
    readRefund: async (...given) => await (await acp()).readRefund(...given),
    queryRefund: async (command) => await (await acp()).queryRefund(command),
    readQueryRefund: async (...given) => await (await acp()).readQueryRefund(...given),
    readNotice: async (request) =>
      isOpenNotice(request)
        ? await readOpenNotice(deps, request)
        : await (await acp()).readNotice(request),
    // Of the gateway's notices any 200 is taken for one; it does not read the body.
    acknowledge: (request) =>
      isOpenNotice(request)
        ? openAcknowledgement
        : { contentType: "text/plain; charset=utf-8", body: "ok" },
    configurePage: (page) => configurePage(deps, page),
    probe: {
      ask: async (command) => await (await acp()).probe.ask(command),
      read: async (...given) => await (await acp()).probe.read(...given),
      app: (merchantNo) => hasToken(deps, merchantNo),
    },
    cards: {
      open: async (command) => await (await acp()).cards.open(command),
      queryOpening: async (command) => await (await acp()).cards.queryOpening(command),
      readQueryOpening: async (...given) => await (await acp()).cards.readQueryOpening(...given),
      sendCode: async (command) => await (await acp()).cards.sendCode(command),
      readSendCode: async (...given) => await (await acp()).cards.readSendCode(...given),
      pay: async (command) => await (await acp()).cards.pay(command),
      readPay: async (...given) => await (await acp()).cards.readPay(...given),
      end: async (command) => await (await acp()).cards.end(command),
      readEnd: async (...given) => await (await acp()).cards.readEnd(...given),
      query: async (command) => await (await acp()).cards.query(command),
      readQuery: async (...given) => await (await acp()).cards.readQuery(...given),
    },
    files: {
      latestDay: latestFileDay,
      ask: async (command) => await (await acp()).files.ask(command),
      read: async (...given) => await (await acp()).files.read(...given),
    },
    contracts: {
      ...createOpenContracts(deps),
      deduct: async (command) => await (await acp()).deduct(command),
      readDeduct: async (...given) => await (await acp()).readDeduct(...given),
      queryDeduction: async (command) => await (await acp()).queryDeduction(command),
      readQueryDeduction: async (...given) => await (await acp()).readQueryDeduction(...given),
    },
  };
}

async function load(deps: AcpDeps) {
  const { createAcpChannel } = await import("./acp_channel.ts");
  return createAcpChannel(deps);
}
