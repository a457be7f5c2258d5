import { createLocalJWKSet, type JSONWebKeySet } from "jose";
import { callChannel } from "../channel/call_channel.ts";
import type { Deps } from "../deps.ts";
import { between, type Duration, type Instant, minutes, seconds } from "../time.ts";
import type { WalletApp } from "./wallet_app.ts";

const KEPT_FOR: Duration = minutes(5);
/** A ticket with an unknown key has them read again, but not each one of a flood. */
const READ_AGAIN_AFTER: Duration = seconds(30);

type Keys = ReturnType<typeof createLocalJWKSet>;

interface Kept {
  readonly keys: Keys;
  readonly readAt: Instant;
}

/** By URL, as they were last read. Values only: under workerd no request may wait for another's. */
const kept = new Map<string, Kept>();

/** An app's public keys; `anew` when those that are kept did not have the one. Undefined while it does not answer. */
export async function keysOfApp(
  deps: Pick<Deps, "http" | "log" | "now">,
  { jwksUrl }: WalletApp,
  anew = false,
): Promise<Keys | undefined> {
  const known = kept.get(jwksUrl);
  const now = deps.now();
  if (known && between(known.readAt, now) < (anew ? READ_AGAIN_AFTER : KEPT_FOR)) return known.keys;
  const answer = await callChannel(deps, {
    method: "GET",
    url: jwksUrl,
    headers: { accept: "application/json" },
    body: "",
  });
  const keys = answer?.status === 200 ? keysIn(answer.body) : undefined;
  if (!keys) return known?.keys;
  kept.set(jwksUrl, { keys, readAt: now });
  return keys;
}

function keysIn(body: string): Keys | undefined {
  try {
    const read: unknown = JSON.parse(body);
    return isKeySet(read) ? createLocalJWKSet(read) : undefined;
  } catch {
    return undefined;
  }
}

function isKeySet(read: unknown): read is JSONWebKeySet {
  return typeof read === "object" && read !== null && "keys" in read && Array.isArray(read.keys);
}
