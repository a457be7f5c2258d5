import { Hono } from "hono";
import * as z from "zod";
import { contractResource } from "../../core/contract/contract_resource.ts";
import { cardHelperRoutes } from "./card_helper_routes.ts";
import { endAsConsumer } from "./end_as_consumer.ts";
import type { SandboxDeps } from "./sandbox_deps.ts";
import { writeAtBank } from "../bank/write_at_bank.ts";
import { personNos } from "../bank/persons.ts";
import { parseId } from "../../core/id.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import { setClock } from "../../core/merchant/set_clock.ts";
import { orderResource } from "../../core/order/order_resource.ts";
import { payAsConsumer } from "./pay_as_consumer.ts";
import { signAsConsumer } from "./sign_as_consumer.ts";
import { signingResource } from "../../core/signing/signing_resource.ts";
import { rfc3339, seconds } from "../../core/time.ts";
import type { ApiEnv } from "../../routes/app_env.ts";
import { fields, refuseField, time } from "../../routes/api/fields.ts";
import { sweepAll } from "./sweep_all.ts";
import { toldToMerchant } from "./told_to_merchant.ts";
import { problem } from "../../routes/api/problem.ts";
import { operation } from "../../routes/api/operation.ts";
import { orderShape } from "../../routes/api/resources.ts";
import { signingShape } from "../../routes/api/v1/signing_shapes.ts";
import { contractShape } from "../../routes/api/v1/contract_shapes.ts";

const payment = fields({ outcome: z.enum(["succeeded", "failed", "unclear", "late"]) });

const confirmation = fields({
  outcome: z.enum(["signed", "declined"]).default("signed"),
  person: z.enum(personNos).default("person_a").meta({
    description: "Which of the sandbox's people signs.",
  }),
});

const ADVANCE_SECONDS_MAX = 3_660 * 24 * 3_600;
const clock = fields({
  now: time.optional(),
  advance_seconds: z.int().min(0).max(ADVANCE_SECONDS_MAX).optional(),
}).superRefine(({ now, advance_seconds: by }, context) => {
  if (now === undefined && by === undefined) {
    refuseField(context, "now", "missing", "is required unless advance_seconds is given");
  }
  if (now !== undefined && by !== undefined) {
    refuseField(context, "advance_seconds", "not_allowed", "must not be combined with now");
  }
}).meta({ oneOf: [{ required: ["now"] }, { required: ["advance_seconds"] }] });

/** What a consumer, a bank or the passing of time would do; for test-mode merchants only. */
export function testHelperRoutes(deps: SandboxDeps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .route("/", cardHelperRoutes(deps))
    .post(
      "/orders/:order_id/payment",
      operation({
        tag: "Test helpers",
        summary: "Pay an order as a consumer would",
        act: "settings",
        description:
          "`unclear`: no answer comes, and a later call decides. `late`: paid in time, but the answer arrives after the order has ended.",
        body: payment,
        answers: { 200: { description: "The order afterwards.", body: orderShape } },
        refusals: [
          "order_not_found",
          "order_not_open",
          "merchant_not_active",
          "test_mode_only",
          "payment_in_flight",
          "attempts_exhausted",
          "daily_limit_exceeded",
          "channel_not_available",
          "channel_stopped",
        ],
      }),
      async (c) => {
        const orderId = parseId("ord", c.req.param("order_id"));
        if (!orderId) return problem(c, { code: "order_not_found" });
        const caller = c.get("caller");
        const { outcome } = c.req.valid("json");
        const paid = await payAsConsumer(deps, { caller, orderId, outcome });
        if (!paid.ok) return problem(c, toldToMerchant(paid.error));

        const [found] = await deps.load(deps.orders.byId(orderId));
        if (!found) return problem(c, { code: "order_not_found" });
        const { order, settled, late } = found;
        return c.json(orderResource(order, settled, deps.config.publicUrl, late));
      },
    )
    .post(
      "/contracts/:contract_id/consumer_termination",
      operation({
        tag: "Test helpers",
        summary: "End a contract as its consumer would, in the app",
        act: "settings",
        description:
          "It ends at the simulated bank, whose notice is recorded before the response. Ending it again changes nothing.",
        answers: {
          200: { description: "The contract afterwards.", body: contractShape },
        },
        refusals: ["contract_not_found", "test_mode_only"],
      }),
      async (c) => {
        const contractId = parseId("ctr", c.req.param("contract_id"));
        if (!contractId) return problem(c, { code: "contract_not_found" });
        const ended = await endAsConsumer(deps, { caller: c.get("caller"), contractId });
        if (!ended.ok) return problem(c, ended.error);
        const { contract, usedToday } = ended.value;
        return c.json(contractResource(contract, usedToday));
      },
    )
    .post(
      "/signings/:signing_id/confirmation",
      operation({
        tag: "Test helpers",
        summary: "Sign, or decline, as a consumer inside the app would",
        act: "settings",
        description:
          "A sandbox person signs in, reads the code on their phone, provides what the plan requires, and agrees.",
        body: confirmation,
        bodyOptional: true,
        answers: { 200: { description: "The signing afterwards.", body: signingShape } },
        refusals: [
          "signing_not_found",
          "signing_not_open",
          "merchant_not_active",
          "test_mode_only",
          "plan_not_approved",
          "contracts_not_available",
          "contract_ending",
          "charging_closed",
          "signing_in_progress",
          "credit_card_required",
          "payer_blocked",
          "id_number_tries_over",
          "phone_codes_too_many",
          "channel_refused",
        ],
      }),
      async (c) => {
        const signingId = parseId("sgn", c.req.param("signing_id"));
        if (!signingId) return problem(c, { code: "signing_not_found" });
        const { outcome, person } = c.req.valid("json");
        const caller = c.get("caller");
        const signed = await signAsConsumer(deps, {
          caller,
          signingId,
          outcome,
          personNo: person,
        });
        if (!signed.ok) return problem(c, toldToMerchant(signed.error));
        return c.json(signingResource(signed.value, deps.config.publicUrl));
      },
    )
    .post(
      "/clock",
      operation({
        tag: "Test helpers",
        summary: "Move this merchant's clock",
        act: "settings",
        description:
          "Everything due by then (expiry, queries, late money) happens before the response.",
        body: clock,
        answers: {
          200: { description: "The merchant's time.", body: z.object({ now: z.string() }) },
        },
        refusals: ["test_mode_only", "clock_out_of_range"],
      }),
      async (c) => {
        const body = c.req.valid("json");
        const to = body.now === undefined
          ? { type: "advance" as const, by: seconds(body.advance_seconds ?? 0) }
          : { type: "instant" as const, now: body.now };
        const caller = c.get("caller");
        const moved = await setClock(deps, { caller, to });
        if (!moved.ok) return problem(c, moved.error);
        await tellClock(deps, caller);
        await sweepAll(deps);
        return c.json({ now: rfc3339(moved.value) });
      },
    );
}

/** The bank keeps its own record of whose clock is ahead. */
async function tellClock(deps: SandboxDeps, caller: Caller): Promise<void> {
  const [merchant] = await deps.load(deps.merchants.calling(caller));
  if (!merchant) return;
  await writeAtBank(deps, deps.bank.keepClock(merchant.merchantNo, merchant.clockOffset));
}
