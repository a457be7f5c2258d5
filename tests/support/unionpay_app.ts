import { connectMerchant } from "../../core/connection/connect_merchant.ts";
import { type SetCredential, setCredential } from "../../core/connection/set_credential.ts";
import { byOperator } from "../../core/actor.ts";
import type { MerchantNo } from "../../core/id.ts";
import {
  after,
  businessDay,
  days,
  hours,
  type Instant,
  instant,
  startOfBusinessDay,
} from "../../core/time.ts";
import { fakeClock } from "./fake_clock.ts";
import { must } from "./fixtures.ts";
import { openPortal, type Portal } from "./portal.ts";
import { type TestApp, testApp, type TestAppOptions } from "./test_app.ts";
import { type Message, type TinyGateway, tinyGateway } from "./tiny_gateway.ts";
import { type Certified, GATEWAY_NAME, type UnionpayCa, unionpayCa } from "./unionpay_ca.ts";

export const MER_ID = "777290058110097";

/** A certificate authority, a gateway's certificate and a merchant's, made once for all tests of a file. */
export interface UnionpayWorld {
  readonly ca: UnionpayCa;
  readonly gateway: Certified;
  readonly merchant: Certified;
}

export async function unionpayWorld(): Promise<UnionpayWorld> {
  const ca = await unionpayCa();
  return {
    ca,
    gateway: await ca.certify("gateway", GATEWAY_NAME),
    merchant: await ca.certify("merchant", "041@Z1@777290058110097:SIGN@00000003"),
  };
}

export interface UnionpayApp<A extends TestApp = TestApp> {
  readonly app: A;
  readonly gateway: TinyGateway;
  /** Sends this as the gateway's notice and gives the answer. */
  notify(fields: Message, merchantNo?: string): Promise<Response>;
  close(): Promise<void>;
}

/** A portal whose merchant trades through a tiny gateway of a test's own. */
export function unionpayApp(world: UnionpayWorld): Promise<UnionpayApp> {
  return connected(world, testApp);
}

/** The same where a browser can reach it. */
export function unionpayPortal(world: UnionpayWorld): Promise<UnionpayApp<Portal>> {
  return connected(world, openPortal);
}

async function connected<A extends TestApp>(
  { ca, gateway: own, merchant }: UnionpayWorld,
  open: (options: TestAppOptions) => Promise<A>,
): Promise<UnionpayApp<A>> {
  const app = await open({ clock: fakeClock(nextNoon()) });
  const gateway = await tinyGateway(own, [merchant]);
  await connectTo(app, { keys: [merchant.both], roots: ca.roots, gatewayUrl: gateway.url });
  return {
    app,
    gateway,
    notify: (fields, merchantNo = app.merchant.merchantNo) =>
      app.fetch(
        new Request(`http://portal.test/notify/unionpay/${merchantNo}`, {
          method: "POST",
          body: new URLSearchParams(fields),
        }),
      ),
    close: async () => {
      await gateway.close();
      await app.close();
    },
  };
}

/** Lets the portal's merchant trade at this gateway. */
export async function connectTo(
  app: TestApp,
  { openApp, tokenRequestor, merId = MER_ID, no, ...given }:
    & Pick<SetCredential, "keys" | "roots" | "gatewayUrl">
    & {
      readonly openApp?: string;
      readonly tokenRequestor?: string;
      readonly merId?: string;
      /** Another number than the portal's merchant. */
      readonly no?: string;
    },
): Promise<void> {
  const [name, by] = ["test_keys", byOperator];
  must(await setCredential(app.deps, { name, mode: "test", by, ...given }));
  must(
    await connectMerchant(app.deps, {
      merchantNo: (no ?? app.merchant.merchantNo) as MerchantNo,
      to: { credential: name, merId, access: { type: "merchant" }, openApp, tokenRequestor },
      by,
    }),
  );
}

/** In Shanghai, tomorrow: the certificates began when they were made, and at noon no clearing day is about to end. */
function nextNoon(): Instant {
  const today = startOfBusinessDay(businessDay(instant(Date.now())));
  return after(after(today, days(1)), hours(12));
}

/** The gateway's notice that this request of ours was paid. */
export function noticeOf(asked: Message, more: Message = {}): Message {
  const names = ["version", "encoding", "accessType", "merId", "orderId", "txnTime", "txnType"];
  const echoed = [...names, "txnSubType", "bizType", "txnAmt", "currencyCode"];
  return {
    ...Object.fromEntries(echoed.map((name) => [name, asked[name] ?? ""])),
    respCode: "00",
    respMsg: "成功[0000000]",
    queryId: "442401051450467846498",
    settleAmt: asked["txnAmt"] ?? "",
    settleCurrencyCode: "156",
    settleDate: asked["txnTime"]?.slice(4, 8) ?? "",
    traceNo: "784649",
    traceTime: "1127090000",
    payCardType: "01",
    accNo: "6222****1234",
    ...more,
  };
}
