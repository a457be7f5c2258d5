import { base64url, errors, flattenedVerify } from "jose";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { unixSeconds } from "../../time.ts";
import { keysOfApp } from "../../wallet_app/keys_of_app.ts";
import type { WalletApp, WalletBalances } from "../../wallet_app/wallet_app.ts";
import type { HttpRequest, HttpResponse } from "../http.ts";
import { parseJson } from "../sandbox/signed_wire.ts";

export type WalletDeps = Pick<Deps, "vault" | "http" | "log" | "now" | "random">;

/** An app that pays out of its users' balances. */
export type PayingApp = WalletApp & { readonly balances: WalletBalances };

export type WalletVerb =
  | "balance"
  | "debit"
  | "debit_query"
  | "debit_closure"
  | "refund"
  | "refund_query";

/** Asks the app, signed by the portal, and reads what it answers, signed by the app. */
export interface WalletWire {
  send(verb: WalletVerb, content: Readonly<Record<string, unknown>>): Promise<HttpRequest>;
  /** Undefined for an answer that is not 200, not the app's own, old, to something else or not readable: it says nothing. */
  told<T>(verb: WalletVerb, schema: z.ZodType<T>, response: HttpResponse): Promise<T | undefined>;
}

export const SIGNATURE_HEADER = "Countersign-Signature";
const JTI_BYTES = 16;
const ALGORITHMS = ["EdDSA", "ES256", "PS256"];
/** Between two clocks, and on the way. */
const ANSWER_AGE_MAX_SECONDS = 300;

export function createWalletWire(deps: WalletDeps, app: PayingApp): WalletWire {
  const urlOf = (verb: WalletVerb) => `${app.balances.url}/${verb}`;
  return {
    send: async (verb, content) => {
      const url = urlOf(verb);
      const body = JSON.stringify(content);
      const iat = unixSeconds(deps.now());
      const jti = deps.random(JTI_BYTES).toHex();
      const signed = { iat, jti, htm: "POST", htu: url };
      const signature = await deps.vault.sign(signed, new TextEncoder().encode(body));
      const headers = { "Content-Type": "application/json", [SIGNATURE_HEADER]: signature };
      return { method: "POST", url, headers, body };
    },
    told: async (verb, schema, response) => {
      if (response.status !== 200) return undefined;
      if (!await isGenuine(deps, app, { url: urlOf(verb), response })) return undefined;
      return schema.safeParse(parseJson(response.body)).data;
    },
  };
}

/** Whether one of the app's keys signed this answer just now, and to this address. */
async function isGenuine(
  deps: WalletDeps,
  app: PayingApp,
  answer: { readonly url: string; readonly response: HttpResponse },
  anew = false,
): Promise<boolean> {
  const { url, response: { headers, body } } = answer;
  const keys = await keysOfApp(deps, app, anew);
  const [header = "", payload, end = ""] = (headers[SIGNATURE_HEADER.toLowerCase()] ?? "").split(
    ".",
  );
  if (!keys || payload !== "") return false;
  const jws = { protected: header, payload: base64url.encode(body), signature: end };
  try {
    const { protectedHeader } = await flattenedVerify(jws, keys, { algorithms: ALGORITHMS });
    const { iat, htu } = protectedHeader ?? {};
    const age = unixSeconds(deps.now()) - Number(iat);
    if (htu === url && Math.abs(age) <= ANSWER_AGE_MAX_SECONDS) return true;
    deps.log.warn("wallet app's answer is old or to something else", { wallet: app.name, url });
    return false;
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey && !anew) {
      return await isGenuine(deps, app, answer, true);
    }
    deps.log.warn("wallet app's answer not taken", { wallet: app.name, error: String(error) });
    return false;
  }
}
