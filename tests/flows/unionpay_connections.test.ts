import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { connectMerchant } from "../../core/connection/connect_merchant.ts";
import { setCredential } from "../../core/connection/set_credential.ts";
import type { MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { placeOrder as placeNew } from "../../core/order/place_order.ts";
import { payByProgram } from "../../core/payment/pay_by_program.ts";
import { hours, seconds } from "../../core/time.ts";
import { openMerchantOnly } from "../../start/commands.ts";
import { readSettings } from "../../start/config.ts";
import { connectionActs } from "../../start/connection_commands.ts";
import { actOn } from "../../start/operator_act.ts";
import { must } from "../support/fixtures.ts";
import { choose, orderOf, placeOrder, post } from "../support/payer.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";
import {
  MER_ID,
  noticeOf,
  type UnionpayApp,
  unionpayApp,
  type UnionpayWorld,
  unionpayWorld,
} from "../support/unionpay_app.ts";
import { leftForGateway, payByApi, stateOf, taken } from "../support/unionpay_payers.ts";

let world: UnionpayWorld;
let at: UnionpayApp;
beforeAll(async () => {
  world = await unionpayWorld();
});
afterAll(() => world.ca.remove());
beforeEach(async () => {
  at = await unionpayApp(world);
});
afterEach(() => at.close());

const numberOf = ({ app }: UnionpayApp) => app.merchant.merchantNo as MerchantNo;

describe("a merchant number's connection", () => {
  it("says as whom it trades: for itself, as a shop of a platform, by an institution", async () => {
    const shop = { subMerId: "990000000000001", subMerName: "山下书店", subMerAbbr: "书店" };
    const institution = {
      acqInsCode: "49991234",
      merCatCode: "5411",
      merName: "清风茶馆",
      merAbbr: "茶馆",
    };
    const cases = [
      [{ type: "platform", ...shop }, { accessType: "2", ...shop }],
      [{ type: "institution", ...institution }, { accessType: "1", ...institution }],
    ] as const;
    for (const [access, fields] of cases) {
      must(
        await connectMerchant(at.app.deps, {
          merchantNo: numberOf(at),
          to: { credential: "test_keys", merId: MER_ID, access },
          by: byOperator,
        }),
      );
      at.app.clock.advance(seconds(5));
      expect((await leftForGateway(at)).form).toMatchObject(fields);
    }
  });

  it("goes back to the sandbox, and what began at the gateway stays there", async () => {
    const { orderId, form } = await leftForGateway(at);
    must(
      await connectMerchant(at.app.deps, {
        merchantNo: numberOf(at),
        to: undefined,
        by: byOperator,
      }),
    );
    expect(await choose(at.app, await placeOrder(at.app))).toMatch(/^\/sandbox\//);
    expect((await at.notify(at.gateway.signed(noticeOf(form)))).status).toBe(200);
    expect((await orderOf(at.app, { orderId, amount: 0 })).payment.channel).toBe("unionpay");
    at.gateway.says["04"] = () => taken;
    const body = { merchant_refund_no: "R-1", amount: 8_800 };
    expect((await at.app.api(`/v1/orders/${orderId}/refunds`, { body })).status).toBe(201);
    await at.app.settle();
    expect(at.gateway.heard.map(({ txnType }) => txnType)).toContain("31");
  });

  it("keeps its merId once a payment may have been made under it, through the sandbox and back too", async () => {
    const merchantNo = numberOf(at);
    const connect = (merId: string | undefined) =>
      connectMerchant(at.app.deps, {
        merchantNo,
        to: merId === undefined
          ? undefined
          : { credential: "test_keys", merId, access: { type: "merchant" } },
        by: byOperator,
      });
    const other = "777290058165621";
    expect((await connect(other)).ok).toBe(true);
    expect((await connect(MER_ID)).ok).toBe(true);
    await leftForGateway(at);
    const refused = { ok: false, error: { code: "mer_id_in_use", mer_id: MER_ID } };
    expect(await connect(other)).toEqual(refused);
    expect((await connect(undefined)).ok).toBe(true);
    expect(await connect(other)).toEqual(refused);
    expect((await connect(MER_ID)).ok).toBe(true);
  });

  it("is not played by a test helper: the gateway's answers are its own", async () => {
    const { orderId } = await placeOrder(at.app);
    const played = await at.app.api(`/v1/test_helpers/orders/${orderId}/payment`, {
      body: { outcome: "succeeded" },
    });
    expect([played.status, (await played.json()).code]).toEqual([409, "channel_not_available"]);
    expect(at.gateway.heard).toEqual([]);
  });

  it("never mixes test and live, and a live number without one is paid by nobody", async () => {
    const live = await at.app.openMerchant("青瓷茶舍", { mode: "live" });
    const to = { credential: "test_keys", merId: MER_ID, access: { type: "merchant" } } as const;
    const by = byOperator;
    const no = live.merchantNo as MerchantNo;
    expect(await connectMerchant(at.app.deps, { merchantNo: no, to, by }))
      .toMatchObject({ ok: false, error: { code: "mode_differs" } });
    expect(await connectMerchant(at.app.deps, { merchantNo: no, to: undefined, by }))
      .toMatchObject({ ok: false, error: { code: "mode_differs" } });
    const caller = { type: "portal", merchantNo: no } as const;
    const { order } = must(
      await placeNew(at.app.deps, {
        caller,
        merchantOrderNo: "L-1",
        amount: cny(100),
        subject: "茶",
        metadata: {},
        returnUrl: undefined,
        expiresIn: undefined,
        settleMerchantNo: undefined,
      }),
    );
    const { orderId } = order;
    const flow = "app_control";
    expect(await payByProgram(at.app.deps, { caller, orderId, flow, consumerCode: undefined }))
      .toEqual({ ok: false, error: { code: "channel_not_available", channel: "unionpay" } });
    const page = await post(at.app, `/checkout/${orderId}/payments`, { method: "quickpass" });
    expect(page.status).toBe(409);
  });

  it("changes its keys with an overlap, and the gateway its certificate, without losing a notice", async () => {
    const { ca, gateway, merchant } = world;
    const { orderId, form } = await leftForGateway(at);
    // Certificates tell seconds: the next begins later than the one before.
    const next = await ca.certify("next_merchant", "041@Z2@777290058110097:SIGN@00000004");
    const credential = {
      name: "test_keys",
      mode: "test",
      roots: ca.roots,
      gatewayUrl: at.gateway.url,
      by: byOperator,
    } as const;
    const set = must(
      await setCredential(at.app.deps, { ...credential, keys: [merchant.both, next.both] }),
    );
    expect(set.certificates).toHaveLength(2);
    at.app.clock.advance(seconds(5));
    const certId = set.certificates[1]?.certId;
    expect((await leftForGateway(at)).form["certId"]).toBe(certId);

    const renewed = await ca.certify(
      "renewed",
      "041@8310000000083040@中国银联股份有限公司@00016496",
    );
    const { signatureByOpenssl, textToSign, inCrlf } = await import(
      "../support/signed_by_openssl.ts"
    );
    const said = { ...noticeOf(form), signMethod: "01", signPubKeyCert: inCrlf(renewed.pem) };
    const signature = await signatureByOpenssl(textToSign(said), { ...renewed, folder: ca.folder });
    expect((await at.notify({ ...said, signature })).status).toBe(200);
    expect(await stateOf(at, orderId)).toBe("paid");
    expect((await at.notify(at.gateway.signed(noticeOf(form)))).status).toBe(200);
    expect(gateway.pem).not.toBe(renewed.pem);
  });

  it("sends nothing when its certificate has ended: the payer may choose another way", async () => {
    at.app.clock.advance(hours(24 * 1_001));
    const { orderId } = await placeOrder(at.app, 500);
    expect((await payByApi(at, orderId, { flow: "app_control" })).body).toMatchObject({
      state: "failed",
      failure: { code: "refused_by_channel" },
    });
    expect(at.gateway.heard).toEqual([]);
  });
});

describe("an operator's commands about connections", () => {
  it("set keys and connect a number, and say what is wrong with either", async () => {
    const { ca, merchant } = world;
    const file = (name: string) => join(ca.folder, name);
    const settings = readSettings({
      DATABASE_URL: `file:${file("portal.db")}`,
      SECRETS: TEST_SECRETS,
      PUBLIC_URL: "https://pay.test",
    });
    await Promise.all([
      writeFile(file("both.pem"), merchant.both),
      writeFile(file("roots.pem"), ca.roots),
      writeFile(file("middle.pem"), ca.roots.replace(ca.root, "")),
    ]);
    const NO = "990100000000031";
    await openMerchantOnly(settings, ["--no", NO, "--name", "青瓷茶舍", "--mode", "live"]);
    const run = (name: keyof typeof connectionActs, ...given: string[]) =>
      actOn(name, connectionActs[name], { settings, given });
    const keys = ["--keys", file("both.pem"), "--roots", file("roots.pem")];

    await expect(run("connect_merchant", NO, "--keys", "main"))
      .rejects.toThrow("credential_not_found");
    await expect(
      run(
        "set_gateway_keys",
        "main",
        "--mode",
        "live",
        "--keys",
        file("roots.pem"),
        "--roots",
        file("roots.pem"),
      ),
    )
      .rejects.toThrow("expected one private key, found 0");
    await expect(
      run(
        "set_gateway_keys",
        "main",
        "--mode",
        "live",
        "--keys",
        file("both.pem"),
        "--roots",
        file("middle.pem"),
      ),
    )
      .rejects.toThrow("has no way to a root");
    await expect(
      run(
        "set_gateway_keys",
        "main",
        "--mode",
        "live",
        ...keys,
        "--gateway",
        "http://gateway.test",
      ),
    )
      .rejects.toThrow("expected an origin");
    expect(await run("set_gateway_keys", "main", "--mode", "live", ...keys, "--as", "li.wei"))
      .toEqual({
        name: "main",
        mode: "live",
        gateway: "https://gateway.95516.com",
        certificates: [{
          cert_id: expect.stringMatching(/^\d{38,40}$/),
          valid_until: expect.any(String),
        }],
      });
    await expect(run("set_gateway_keys", "main", "--mode", "test", ...keys))
      .rejects.toThrow("mode_differs");
    expect(await run("connect_merchant", NO, "--keys", "main", "--mer-id", MER_ID))
      .toEqual({ merchant_no: NO, mode: "live", channel: "unionpay", on_trial: true });
    await expect(run("connect_merchant", NO, "--keys", "main", "--platform", "1,2"))
      .rejects.toThrow("expected 3 parts");
    await expect(run("connect_merchant", NO, "--sandbox")).rejects.toThrow("mode_differs");
  });
});
