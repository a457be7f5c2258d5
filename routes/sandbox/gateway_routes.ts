import { type Context, Hono } from "hono";
import type { z } from "zod";
import { acceptPayment } from "../../core/channel/sandbox/accept_payment.ts";
import { acceptRefund, queryRefundAtBank } from "../../core/channel/sandbox/accept_refund.ts";
import { cancelAtBank, queryAtBank } from "../../core/channel/sandbox/ask_bank.ts";
import { askRequest, refundRequest, startRequest } from "../../core/channel/sandbox/messages.ts";
import {
  createSeal,
  type SandboxVerb,
  type Seal,
  SIGNATURE_HEADER,
} from "../../core/channel/sandbox/seal.ts";
import type { BankDeps } from "../../core/channel/sandbox/write_at_bank.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import type { AppEnv } from "../app_env.ts";
import { paths } from "../paths.ts";

/** The bank's counter for programs: signed requests in, signed answers out, both ways in the bank's own words. */
export function gatewayRoutes(deps: BankDeps): Hono<AppEnv> {
  const seal = createSeal(deps.vault);
  const asked = ({ channel_order_no }: z.infer<typeof askRequest>) =>
    channel_order_no as ChannelOrderNo;
  return new Hono<AppEnv>()
    .post(
      paths.sandboxGateway("start"),
      (c) => answer(c, seal, "start", startRequest, (request) => acceptPayment(deps, request)),
    )
    .post(
      paths.sandboxGateway("query"),
      (c) => answer(c, seal, "query", askRequest, (request) => queryAtBank(deps, asked(request))),
    )
    .post(
      paths.sandboxGateway("cancel"),
      (c) => answer(c, seal, "cancel", askRequest, (request) => cancelAtBank(deps, asked(request))),
    )
    .post(
      paths.sandboxGateway("refund"),
      (c) => answer(c, seal, "refund", refundRequest, (request) => acceptRefund(deps, request)),
    )
    .post(
      paths.sandboxGateway("refund_query"),
      (c) =>
        answer(
          c,
          seal,
          "refund_query",
          askRequest,
          (request) => queryRefundAtBank(deps, asked(request)),
        ),
    );
}

async function answer<T>(
  c: Context<AppEnv>,
  seal: Seal,
  verb: SandboxVerb,
  schema: z.ZodType<T>,
  act: (request: T) => Promise<unknown>,
): Promise<Response> {
  const body = await c.req.text();
  if (!await seal.holds(verb, body, c.req.header(SIGNATURE_HEADER))) {
    return c.json({ error: "signature_wrong" }, 401);
  }
  const request = schema.safeParse(parseJson(body));
  if (!request.success) return c.json({ error: "request_not_readable" }, 400);

  const given = await act(request.data);
  // A gateway that breaks leaves everybody guessing, which is what it is for.
  if (given === undefined) return c.text("Gateway time-out", 504);
  const text = JSON.stringify(given);
  return c.body(text, 200, {
    "Content-Type": "application/json",
    [SIGNATURE_HEADER]: await seal.sign(`${verb}_answer`, text),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
