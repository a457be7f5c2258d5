import type { Channel } from "../channel.ts";
import type { AcpDeps } from "./acp_channel.ts";
import { querySchedule } from "./query_schedule.ts";

/**
 * UnionPay's gateway as a channel. Its codec comes with the library of certificates, so it is loaded when a number
 * needs it and not when a portal starts.
 */
export function createUnionpayChannel(deps: AcpDeps): Channel {
  let loaded: ReturnType<typeof load> | undefined;
  const acp = () => loaded ??= load(deps);
  return {
    name: "unionpay",
    querySchedule,
    startUnasked: async (command) => await (await acp()).startUnasked(command),
    start: async (command) => await (await acp()).start(command),
    readStart: async (...given) => await (await acp()).readStart(...given),
    query: async (command) => await (await acp()).query(command),
    readQuery: async (...given) => await (await acp()).readQuery(...given),
    cancel: async (command) => await (await acp()).cancel(command),
    readCancel: async (...given) => await (await acp()).readCancel(...given),
    refund: async (command) => await (await acp()).refund(command),
    readRefund: async (...given) => await (await acp()).readRefund(...given),
    queryRefund: async (command) => await (await acp()).queryRefund(command),
    readQueryRefund: async (...given) => await (await acp()).readQueryRefund(...given),
    readNotice: async (request) => await (await acp()).readNotice(request),
    // Any 200 is taken for one; the gateway does not read the body.
    acknowledge: () => ({ contentType: "text/plain; charset=utf-8", body: "ok" }),
  };
}

async function load(deps: AcpDeps) {
  const { createAcpChannel } = await import("./acp_channel.ts");
  return createAcpChannel(deps);
}
