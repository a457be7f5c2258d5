import { Hono } from "hono";
import type { z } from "zod";
import {
  acceptContract,
  querySignAtBank,
  queryUnsignAtBank,
  unsignAtBank,
} from "../bank/accept_contract.ts";
import { acceptDeduction, queryDeductionAtBank } from "../bank/accept_deduction.ts";
import { acceptPayment } from "../bank/accept_payment.ts";
import { acceptRefund, queryRefundAtBank } from "../bank/accept_refund.ts";
import { identify } from "../bank/app_codes.ts";
import { takeCardWill } from "../bank/take_card_will.ts";
import { cancelAtBank, queryAtBank } from "../bank/ask_bank.ts";
import {
  askContractRequest,
  deductRequest,
  identifyRequest,
  signRequest,
  unsignRequest,
} from "../../core/channel/sandbox/contract_messages.ts";
import { cardWillRequest } from "../../core/channel/sandbox/device_card_messages.ts";
import { askRequest, refundRequest, startRequest } from "../../core/channel/sandbox/messages.ts";
import { createSeal, type SandboxVerb } from "../../core/channel/sandbox/seal.ts";
import type { BankDeps } from "../bank/bank_deps.ts";
import type { ChannelOrderNo, ContractId } from "../../core/id.ts";
import type { ApiEnv } from "../../routes/app_env.ts";
import { gatewayAnswer } from "./gateway_answer.ts";

/** The bank's counters for programs, each under its verb: signed requests in, signed answers out, both ways in the bank's own words. */
export function gatewayRoutes(deps: BankDeps): Hono<ApiEnv> {
  const seal = createSeal(deps.vault);
  const routes = new Hono<ApiEnv>();
  const at = <T>(
    verb: SandboxVerb,
    schema: z.ZodType<T>,
    act: (request: T) => Promise<unknown>,
  ) =>
    routes.post(
      `/${verb}`,
      (c) => gatewayAnswer(c, { seal, verb, schema, act }),
    );

  at("start", startRequest, (request) => acceptPayment(deps, request));
  at("query", askRequest, (request) => queryAtBank(deps, asked(request)));
  at("cancel", askRequest, (request) => cancelAtBank(deps, asked(request)));
  at("refund", refundRequest, (request) => acceptRefund(deps, request));
  at("refund_query", askRequest, (request) => queryRefundAtBank(deps, asked(request)));
  at("identify", identifyRequest, ({ code }) => identify(deps, code));
  at("sign", signRequest, (request) => acceptContract(deps, request));
  at(
    "sign_query",
    askContractRequest,
    ({ contract_id }) => querySignAtBank(deps, contract_id as ContractId),
  );
  at("unsign", unsignRequest, (request) => unsignAtBank(deps, request));
  at("unsign_query", unsignRequest, (request) => queryUnsignAtBank(deps, request));
  at("deduct", deductRequest, (request) => acceptDeduction(deps, request));
  at("deduction_query", askRequest, (request) => queryDeductionAtBank(deps, asked(request)));
  at("card_will", cardWillRequest, (request) => takeCardWill(deps, request));
  return routes;
}

function asked({ channel_order_no }: z.infer<typeof askRequest>): ChannelOrderNo {
  return channel_order_no as ChannelOrderNo;
}
