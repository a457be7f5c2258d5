import { Buffer } from "node:buffer";
import { constants, privateDecrypt } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseNotice } from "../../core/channel/unionpay/fields.ts";
import { must } from "../support/fixtures.ts";
import { until } from "../support/patience.ts";
import { MER_ID } from "../support/unionpay_app.ts";
import { minutes, seconds } from "../../core/time.ts";
import type { Command } from "../../unionpay_gateway/control.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import {
  type AcpMerchant,
  acpMerchant,
  codeOf,
  gatewayPki,
  requests,
  sameNumber,
  verifierOf,
} from "../support/acp_merchant.ts";

let pki: Pki;
let merchant: AcpMerchant;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  merchant = await acpMerchant(pki);
});
afterEach(() => merchant.stop());

type Rules = NonNullable<Command["rules"]>;

/** Shows a code and pays it; its order number. */
async function pay(): Promise<string> {
  const shown = await merchant.ask("back", requests.code);
  await merchant.gateway.control({ pay: { qr_code: shown["qrCode"] ?? "" } });
  return shown["orderId"] ?? "";
}

function behave(...rules: Rules) {
  return merchant.gateway.control({ rules });
}

/** `ok`, or the step that a notice fails at the portal's verifier. */
async function judged(notice: Readonly<Record<string, string>> = {}): Promise<string> {
  const fields = must(parseNotice(new URLSearchParams(notice).toString()));
  const genuine = await verifierOf(pki).verify(fields, merchant.clock.now());
  return genuine.ok ? "ok" : genuine.error.step;
}

describe("a notice", () => {
  it("is genuine, and is sent five times in twelve minutes to who does not answer 200", async () => {
    merchant.acks.splice(0, 1, 500);
    await pay();
    expect(await judged(merchant.told[0])).toBe("ok");
    const counts: number[] = [];
    for (const wait of [0, 1, 2, 4, 5, 60]) {
      merchant.clock.advance(minutes(wait));
      await merchant.gateway.settle();
      counts.push(merchant.told.length);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 5]);
    const { notices: [notice] } = await merchant.gateway.control({});
    expect(notice).toMatchObject({ state: "given_up", answers: [500, 500, 500, 500, 500] });
  });

  it("is sent no more once it was taken", async () => {
    merchant.acks.splice(0, 1, 503, 200);
    await pay();
    for (let minute = 0; minute < 15; minute++) {
      merchant.clock.advance(minutes(1));
      await merchant.gateway.settle();
    }
    expect(merchant.told).toHaveLength(2);
  });

  it("may come late, twice, not at all, or after the one behind it", async () => {
    await behave({ on: "notice", act: "late", seconds: 90, times: 1 });
    await pay();
    expect(merchant.told).toHaveLength(0);
    merchant.clock.advance(seconds(90));
    await merchant.gateway.settle();
    expect(merchant.told).toHaveLength(1);

    await behave({ on: "notice/01/07", act: "twice", times: 1 });
    const twice = await pay();
    expect(merchant.told.slice(1).map(({ orderId }) => orderId)).toEqual([twice, twice]);

    await behave({ on: "notice", act: "withheld", times: 1 });
    await pay();
    expect(merchant.told).toHaveLength(3);

    await behave({ on: "notice", act: "out_of_order", times: 1 });
    const [first, second] = [await pay(), await pay()];
    expect(merchant.told.slice(3).map(({ orderId }) => orderId)).toEqual([second, first]);
  });

  it("may be wrong: of another amount or merchant and signed, altered, or unsigned", async () => {
    const acts = ["wrong_amount", "wrong_merchant", "wrong_signature", "unsigned"] as const;
    for (const act of acts) {
      await behave({ on: "notice", act, times: 1 });
      await pay();
    }
    const [amount, other, altered, unsigned] = merchant.told;
    expect([amount?.["txnAmt"], other?.["merId"]]).toEqual(["8801", "777290058110000"]);
    expect(await Promise.all([amount, other, altered, unsigned].map(judged)))
      .toEqual(["ok", "ok", "digest", "parse"]);
  });
});

describe("the gateway", () => {
  it("may be silent after it has done everything, or away and do nothing", async () => {
    await behave({ on: "01/07", act: "silent", times: 1 });
    const sent = merchant.about(requests.code);
    await expect(merchant.ask("back", sent)).rejects.toThrow();
    const reversal = { ...requests.reversal, ...sameNumber(sent) };
    expect(await codeOf(merchant.ask("back", reversal))).toBe("00");

    await behave({ on: "01/07", act: "down" });
    const lost = merchant.about(requests.code);
    await expect(merchant.ask("back", lost)).rejects.toThrow();
    await behave();
    const never = { ...requests.reversal, ...sameNumber(lost) };
    expect(await codeOf(merchant.ask("back", never))).toBe("35");
  });

  it("may be slow with one answer while it gives others", async () => {
    await behave({ on: "01/07", act: "slow", seconds: 0.5, times: 1 });
    const answered: string[] = [];
    const note = async (name: string, answer: Promise<unknown>) => {
      await answer;
      answered.push(name);
    };
    const slow = note("slow", merchant.ask("back", requests.code));
    // Its rule is used up as it comes, so that the other one is after it.
    await until(async () => (await merchant.gateway.control({})).rules.length === 0);
    await note("other", merchant.ask("back", requests.code));
    await slow;
    expect(answered).toEqual(["other", "slow"]);
  });

  it("tells card numbers encrypted to whoever wants them so", async () => {
    const merchantCard = { mer_id: MER_ID, encrypts_cards: true };
    await merchant.gateway.control({ merchant: merchantCard });
    await pay();
    const padding = constants.RSA_PKCS1_PADDING;
    const key = pki.merchants[MER_ID]?.key ?? "";
    const bytes = Buffer.from(merchant.told[0]?.["accNo"] ?? "", "base64");
    expect(privateDecrypt({ key, padding }, bytes).toString()).toBe("6216261000000000018");
  });

  it("may say a code that nobody knows, or be declined by the issuer", async () => {
    await behave(
      { on: "01/07", act: "answer", code: "ZZ", times: 1 },
      { on: "01", act: "decline", code: "64", times: 1 },
    );
    expect(await codeOf(merchant.ask("back", requests.code))).toBe("ZZ");
    const { consumer_code: qrNo = "" } = await merchant.gateway.control({ consumer_code: {} });
    expect(await codeOf(merchant.ask("back", { ...requests.consumer, qrNo }))).toBe("64");
    await merchant.gateway.settle();
    expect(merchant.told).toEqual([]);
  });

  it("changes its certificate with an overlap, and what it signs stays genuine", async () => {
    const certificates = () => new Set(merchant.told.map(({ signPubKeyCert }) => signPubKeyCert));
    await pay();
    await merchant.gateway.control({ rotate: "begin" });
    for (let payment = 0; payment < 3; payment++) await pay();
    expect(certificates().size).toBe(2);
    await merchant.gateway.control({ rotate: "end" });
    merchant.told.splice(0);
    for (let payment = 0; payment < 3; payment++) await pay();
    expect(certificates().size).toBe(1);
    expect(await Promise.all(merchant.told.map(judged))).toEqual(["ok", "ok", "ok"]);
    expect(merchant.told[0]?.["signPubKeyCert"]).not.toBe(
      pki.signing.certificate.trim().replaceAll("\n", "\r\n"),
    );
  });
});
