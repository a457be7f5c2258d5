import {
  base64url,
  createLocalJWKSet,
  exportJWK,
  FlattenedSign,
  flattenedVerify,
  generateKeyPair,
  type JSONWebKeySet,
  SignJWT,
} from "jose";
import type { WalletApp } from "../../core/wallet_app/wallet_app.ts";
import { instant, unixSeconds } from "../../core/time.ts";
import { browserWith } from "./app_browser.ts";
import { type Loopback, serveLoopback } from "./portal.ts";
import { type TestApp, testApp, type TestAppOptions } from "./test_app.ts";

/** What the app does with what is asked of it next, and from then on. */
export type Mood =
  | "well"
  /** It does what it is asked for, and its answer never comes. */
  | "answer_lost"
  /** Nothing reaches it. */
  | "away"
  | "pending"
  | "unsigned"
  | "forged"
  | "old"
  | "to_another_address"
  | "another_amount"
  | "another_number"
  /** Its answer waits until it is let go. */
  | "slow";

interface Debit {
  readonly user: string;
  readonly amount: number;
  readonly txn: string;
  refunded: number;
}

type Said = Readonly<Record<string, unknown>>;

/** What requests say, each a part of it. */
interface Given {
  readonly number: string;
  readonly user: string;
  readonly amount: number;
  readonly debit_txn_no: string;
}

/** A wallet app on a server of its own, by docs/wallet_balance.md. */
export interface PayingWallet {
  readonly app: WalletApp;
  readonly balances: Map<string, number>;
  readonly debits: Map<string, Debit>;
  /** What it was asked, and whether the portal had signed it. */
  readonly asked: { readonly verb: string; readonly body: Said; readonly genuine: boolean }[];
  mood: Mood;
  /** Whatever waits is answered. */
  letGo(): void;
  /** For the person it calls `user`. */
  ticket(user: string): Promise<string>;
  close(): Promise<void>;
}

export interface WithWallet extends TestApp {
  readonly wallet: PayingWallet;
  /** A browser that the app has signed in. */
  browserOf(user: string, agent?: string): Promise<ReturnType<typeof browserWith>>;
  order(amount: number, key?: string): Promise<string>;
  paymentOf(orderId: string): Promise<Readonly<Record<string, unknown>>>;
}

/** A portal whose test numbers are paid by such an app, called river. */
export async function portalWithWallet(options: TestAppOptions = {}): Promise<WithWallet> {
  const portal: { app?: TestApp } = {};
  const wallet = await openWallet(() => portal.app);
  const app = await testApp({
    ...options,
    config: { ...options.config, walletApps: [wallet.app] },
  });
  portal.app = app;
  let orders = 0;
  return {
    ...app,
    wallet,
    browserOf: async (user, agent) => {
      const link = `/wallet?ticket=${await wallet.ticket(user)}`;
      const opened = await browserWith(app).ask(link);
      const cookie = opened.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
      const browser = browserWith(app, `${cookie}; device=${user.padEnd(32, "0")}`);
      return agent === undefined ? browser : {
        ...browser,
        ask: (path, asking = {}) =>
          browser.ask(path, { ...asking, headers: { "User-Agent": agent, ...asking.headers } }),
      };
    },
    order: async (amount, key) => {
      const body = { merchant_order_no: `balance-${++orders}`, amount, subject: "茶" };
      const placed = await app.api("/v1/orders", key === undefined ? { body } : { body, key });
      return (await placed.json()).order_id;
    },
    paymentOf: async (orderId) => {
      const { data } = await (await app.api(`/v1/orders/${orderId}/payments`)).json();
      return data[0];
    },
    close: async () => {
      wallet.letGo();
      await app.close();
      await wallet.close();
    },
  };
}

async function openWallet(portal: () => TestApp | undefined): Promise<PayingWallet> {
  const [own, forger] = await Promise.all([
    generateKeyPair("EdDSA", { extractable: true }),
    generateKeyPair("EdDSA", { extractable: true }),
  ]);
  const now = () => unixSeconds(portal()?.clock.now() ?? instant(0));
  const state = { mood: "well" as Mood };
  const asked: PayingWallet["asked"] = [];
  const balances = new Map<string, number>();
  const debits = new Map<string, Debit>();
  const refunds = new Map<string, Said>();
  const closed = new Set<string>();
  let held = Promise.withResolvers<void>();
  let tickets = 0;
  let txns = 0;

  const stateOf = (number: string): Said => {
    const debit = debits.get(number);
    if (debit) {
      const { amount, txn: txn_no } = debit;
      return { state: "paid", number, amount, currency: "CNY", txn_no };
    }
    closed.add(number);
    return { state: "closed", number };
  };
  const debit = ({ number, user, amount }: Given): Said => {
    if (debits.has(number) || closed.has(number)) return stateOf(number);
    const has = balances.get(user) ?? 0;
    if (has < amount) return { state: "declined", number, reason: "insufficient_funds" };
    balances.set(user, has - amount);
    debits.set(number, { user, amount, txn: `river-${++txns}`, refunded: 0 });
    return stateOf(number);
  };
  const refund = ({ number, debit_txn_no, amount }: Given): Said => {
    const known = refunds.get(number);
    if (known) return known;
    const paid = [...debits.values()].find(({ txn }) => txn === debit_txn_no);
    if (!paid || paid.refunded + amount > paid.amount) {
      return { state: "refused", number, reason: "more_than_paid" };
    }
    paid.refunded += amount;
    balances.set(paid.user, (balances.get(paid.user) ?? 0) + amount);
    const said = { state: "returned", number, amount, currency: "CNY", txn_no: `back-${++txns}` };
    refunds.set(number, said);
    return said;
  };
  const refundState = ({ number }: Given): Said => {
    const known = refunds.get(number);
    if (known) return known;
    refunds.set(number, { state: "closed", number });
    return { state: "closed", number };
  };
  const answers: Readonly<Record<string, (body: Given) => Said>> = {
    balance: ({ user }) => ({ user, available: balances.get(user) ?? 0, currency: "CNY" }),
    debit,
    debit_query: ({ number }) => stateOf(number),
    debit_closure: ({ number }) => stateOf(number),
    refund,
    refund_query: refundState,
  };

  const isGenuine = async (request: Request, body: string): Promise<boolean> => {
    const [header = "", , end = ""] = (request.headers.get("Countersign-Signature") ?? "").split(
      ".",
    );
    const keys = createLocalJWKSet(portal()?.deps.vault.jwks() as unknown as JSONWebKeySet);
    const jws = { protected: header, payload: base64url.encode(body), signature: end };
    const verified = await flattenedVerify(jws, keys).catch(() => undefined);
    return verified?.protectedHeader?.["htu"] === request.url &&
      verified.protectedHeader["htm"] === "POST";
  };
  const answer = async (url: string, said: Said): Promise<Response> => {
    const { mood } = state;
    const changed = mood === "another_amount" && "amount" in said
      ? { ...said, amount: Number(said["amount"]) - 1 }
      : mood === "another_number"
      ? { ...said, number: "01KAG8M0000000000000000009" }
      : said;
    const body = JSON.stringify(changed);
    if (mood === "unsigned") return new Response(body);
    const header = {
      alg: "EdDSA",
      kid: "river-1",
      iat: now() - (mood === "old" ? 400 : 0),
      htu: mood === "to_another_address" ? `${url}x` : url,
    };
    const key = mood === "forged" ? forger.privateKey : own.privateKey;
    const { protected: head, signature } = await new FlattenedSign(new TextEncoder().encode(body))
      .setProtectedHeader(header).sign(key);
    return new Response(body, { headers: { "Countersign-Signature": `${head}..${signature}` } });
  };

  const server: Loopback = serveLoopback(async (request) => {
    const verb = new URL(request.url).pathname.split("/").at(-1) ?? "";
    if (verb === "jwks.json") {
      const jwk = await exportJWK(own.publicKey);
      return Response.json({ keys: [{ ...jwk, kid: "river-1", alg: "EdDSA" }] });
    }
    const body = await request.text();
    const given = JSON.parse(body);
    const genuine = await isGenuine(request, body);
    asked.push({ verb, body: given, genuine });
    if (!genuine) return new Response(null, { status: 401 });
    if (state.mood === "away") return new Response(null, { status: 502 });
    const act = answers[verb];
    if (!act) return new Response(null, { status: 404 });
    const movesMoney = verb === "debit" || verb === "refund";
    if (state.mood === "pending" && movesMoney) {
      act(given);
      return await answer(request.url, { state: "pending", number: given.number });
    }
    const said = act(given);
    if (state.mood === "answer_lost") return new Response(null, { status: 504 });
    if (state.mood === "slow") await held.promise;
    return await answer(request.url, said);
  });

  return {
    app: {
      name: "river",
      jwksUrl: `${server.url}/jwks.json`,
      balances: { url: `${server.url}/port`, mode: "test" },
    },
    balances,
    debits,
    asked,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    letGo: () => {
      held.resolve();
      held = Promise.withResolvers();
    },
    ticket: (sub) =>
      new SignJWT({
        iss: "river",
        aud: portal()?.deps.config.publicUrl ?? "",
        sub,
        jti: `t-${++tickets}`,
        iat: now(),
        exp: now() + 60,
      }).setProtectedHeader({ alg: "EdDSA", kid: "river-1", typ: "wallet-ticket+jwt" })
        .sign(own.privateKey),
    close: () => server.close(),
  };
}
