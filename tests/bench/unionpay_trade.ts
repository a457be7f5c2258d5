import { RSA_SHA256 } from "../../core/channel/unionpay/signed_text.ts";
import { leavingFields } from "../support/gateway_app.ts";
import { choose, get, placeOrder } from "../support/payer.ts";
import { noticeOf, type UnionpayApp, unionpayApp, unionpayWorld } from "../support/unionpay_app.ts";
import { median } from "./load.ts";
import { print } from "./table.ts";

const ROUNDS = 5;
const PAYMENTS = 160;
const AT_ONCE = 32;

interface Round {
  readonly started: number;
  readonly signed: number;
  readonly taken: number;
  readonly verified: number;
}

/**
 * Whole requests, through the HTTP app on a file: a payer's form that starts a payment at the gateway, signed and
 * committed, and the gateway's notice of it, verified, compared and committed with the order that it pays. Beside the RSA
 * of each alone.
 */
export async function benchUnionpayTrade(): Promise<void> {
  const world = await unionpayWorld();
  const at = await unionpayApp(world);
  try {
    const bare = await bareRsa();
    const rounds: Round[] = [];
    for (let n = 0; n <= ROUNDS; n++) rounds.push(await trade(at, bare));
    const middle = (of: (each: Round) => number) => median(rounds.slice(1).map(of));
    print({
      what: "UnionPay payments started, whole requests",
      value: middle(({ started }) => started),
      against: middle(({ signed }) => signed),
      unit: "/s",
      budget: ">= 50 %",
      note: "against bare WebCrypto RSA-2048",
    });
    print({
      what: "UnionPay notices taken, whole requests",
      value: middle(({ taken }) => taken),
      against: middle(({ verified }) => verified),
      unit: "/s",
      // Of the two round trips one is the durable write that pays the order and books it.
      note: "the same; the rest is the commit",
    });
  } finally {
    await at.close();
    await world.ca.remove();
  }
}

type Bare = Awaited<ReturnType<typeof bareRsa>>;

async function bareRsa() {
  const text = new TextEncoder().encode("a".repeat(64));
  const keys = await crypto.subtle.generateKey(
    { ...RSA_SHA256, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
    false,
    ["sign", "verify"],
  );
  const signature = await crypto.subtle.sign(RSA_SHA256, keys.privateKey, text);
  return {
    sign: () => crypto.subtle.sign(RSA_SHA256, keys.privateKey, text),
    verify: () => crypto.subtle.verify(RSA_SHA256, keys.publicKey, signature, text),
  };
}

async function trade({ app, gateway, notify }: UnionpayApp, bare: Bare): Promise<Round> {
  const orders = await all(Array.from({ length: PAYMENTS }, () => () => placeOrder(app)));
  const signed = await perSecond(orders.map(() => bare.sign));
  const pages: string[] = [];
  const started = await perSecond(orders.map((order) => async () => {
    pages.push(await choose(app, order));
  }));
  const notices = await all(pages.map((page) => async () => {
    const asked = leavingFields(await (await get(app, page)).text());
    return gateway.signed(noticeOf(asked));
  }));
  const verified = await perSecond(orders.map(() => bare.verify));
  const taken = await perSecond(notices.map((notice) => async () => {
    const answer = await notify(notice);
    if (answer.status !== 200) throw new Error(`Notice refused: ${await answer.text()}`);
  }));
  return { started, signed, taken, verified };
}

type Work<T> = () => Promise<T>;

async function perSecond(work: readonly Work<unknown>[]): Promise<number> {
  const startedAt = performance.now();
  await all(work);
  return work.length / (performance.now() - startedAt) * 1_000;
}

/** So many at a time. */
async function all<T>(work: readonly Work<T>[]): Promise<readonly T[]> {
  const done: T[] = [];
  const queue = [...work];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) done.push(await next());
  }));
  return done;
}
