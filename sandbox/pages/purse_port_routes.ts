import { base64url, createLocalJWKSet, flattenedVerify, type JSONWebKeySet } from "jose";
import { type Context, Hono } from "hono";
import * as z from "zod";
import { SIGNATURE_HEADER } from "../../core/channel/wallet/wallet_wire.ts";
import { paths } from "../../core/paths.ts";
import type { ApiEnv } from "../../routes/app_env.ts";
import { personOf } from "../bank/persons.ts";
import { appKeys, signAnswer } from "../purse/app_key.ts";
import { debit, debitByNo, FIRST_BALANCE } from "../purse/debit.ts";
import { giveBack, refundByNo } from "../purse/give_back.ts";
import type { Debit, PurseRefund } from "../bank/purse.ts";
import type { PurseDeps } from "../purse/purse_deps.ts";
import { purseStore } from "../tables/purses.ts";

const number = z.string().regex(/^[0-9A-Z]{26}$/);
const fen = z.int().positive();
const balanceAsked = z.object({ user: z.string() });
const debitAsked = z.object({
  number,
  user: z.string(),
  amount: fen,
  payee: z.string(),
  subject: z.string(),
});
const refundAsked = z.object({ number, debit_txn_no: z.string(), amount: fen });
const asked = z.object({ number });

/** The simulated wallet app's port, as docs/wallet_balance.md has it: signed requests in, signed answers out. */
export function pursePortRoutes(deps: PurseDeps): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
    .get("/jwks.json", async (c) => c.json(await appKeys(deps)));
  const at = <T>(verb: string, schema: z.ZodType<T>, act: (given: T) => Promise<unknown>) =>
    routes.post(`/${verb}`, async (c) => await answer(c, deps, { verb, schema, act }));

  at("balance", balanceAsked, async ({ user }) => {
    const person = personOf(user);
    if (!person) return undefined;
    const [has = FIRST_BALANCE] = await deps.load(purseStore.of(person.personNo));
    return { user, available: has.fen, currency: has.currency };
  });
  at("debit", debitAsked, async (given) => {
    const kept = await debit(deps, given);
    return kept && debitAnswer(kept);
  });
  at("debit_query", asked, async (given) => debitAnswer(await debitByNo(deps, given.number)));
  at("debit_closure", asked, async (given) => debitAnswer(await debitByNo(deps, given.number)));
  at("refund", refundAsked, async (given) => {
    const kept = await giveBack(deps, given);
    return kept && refundAnswer(kept);
  });
  at("refund_query", asked, async (given) => refundAnswer(await refundByNo(deps, given.number)));
  return routes;
}

async function answer<T>(
  c: Context,
  deps: PurseDeps,
  { verb, schema, act }: {
    readonly verb: string;
    readonly schema: z.ZodType<T>;
    readonly act: (given: T) => Promise<unknown>;
  },
): Promise<Response> {
  const url = `${deps.config.publicUrl}${paths.sandboxPursePort()}/${verb}`;
  const body = await c.req.text();
  if (!await isFromPortal(deps, { url, body, signature: c.req.header(SIGNATURE_HEADER) ?? "" })) {
    return c.json({ error: "signature_wrong" }, 401);
  }
  const given = schema.safeParse(JSON.parse(body));
  if (!given.success) return c.json({ error: "request_not_readable" }, 400);
  const said = await act(given.data);
  // An app that breaks leaves everyone guessing, which is the point.
  if (said === undefined) return c.text("Gateway time-out", 504);
  const text = JSON.stringify(said);
  return c.body(text, 200, {
    "Content-Type": "application/json",
    [SIGNATURE_HEADER]: await signAnswer(deps, url, text),
  });
}

async function isFromPortal(
  { vault }: PurseDeps,
  { url, body, signature }: Readonly<Record<"url" | "body" | "signature", string>>,
): Promise<boolean> {
  const [header = "", , end = ""] = signature.split(".");
  const jws = { protected: header, payload: base64url.encode(body), signature: end };
  const keys = createLocalJWKSet(vault.jwks() as JSONWebKeySet);
  const verified = await flattenedVerify(jws, keys).catch(() => undefined);
  return verified?.protectedHeader?.["htu"] === url;
}

function debitAnswer(kept: Debit) {
  const { state, number, amount } = kept;
  switch (state) {
    case "paid":
      return { state, number, amount: amount.fen, currency: amount.currency, txn_no: kept.txnNo };
    case "declined":
      return { state, number, reason: kept.reason };
    case "closed":
      return { state, number };
  }
}

function refundAnswer(
  { state, number, amount, txnNo }: Pick<PurseRefund, "state" | "number" | "amount"> & {
    readonly txnNo?: string | undefined;
  },
) {
  switch (state) {
    case "returned":
      return { state, number, amount: amount.fen, currency: amount.currency, txn_no: txnNo };
    case "refused":
      return { state, number, reason: "more_than_paid" };
    case "closed":
      return { state, number };
  }
}
