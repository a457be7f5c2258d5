import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCertificates } from "../../../../core/channel/unionpay/certificate.ts";
import { parseAnswer, parseNotice } from "../../../../core/channel/unionpay/fields.ts";
import { subjectsOf } from "../../../../core/channel/unionpay/subjects.ts";
import { createVerifier } from "../../../../core/channel/unionpay/verifier.ts";
import { after, days, hours, type Instant, instant } from "../../../../core/time.ts";
import {
  type Said,
  saidOfPayment,
  signatureByOpenssl,
  textToSign,
} from "../../../support/signed_by_openssl.ts";
import {
  type Certified,
  GATEWAY_NAME,
  type UnionpayCa,
  unionpayCa,
} from "../../../support/unionpay_ca.ts";

let ca: UnionpayCa;
let stranger: UnionpayCa;
let gateway: Certified;
// The certificates begin when they are made, which is after this.
const now = after(instant(Date.now()), hours(1));

beforeAll(async () => {
  // The stranger's certificates bear the very same names.
  [ca, stranger] = await Promise.all([unionpayCa(), unionpayCa()]);
  gateway = await ca.certify("gateway", GATEWAY_NAME, 30);
});
afterAll(() => Promise.all([ca.remove(), stranger.remove()]));

/** As it stands in an answer. */
function raw(said: Said): string {
  return Object.entries(said).map((pair) => pair.join("=")).join("&");
}

async function signed(said: Said, by = gateway, text = textToSign(said)): Promise<Said> {
  return { ...said, signature: await signatureByOpenssl(text, { ...by, folder: ca.folder }) };
}

function verifier(roots = ca.roots, mode: "test" | "live" = "live") {
  return createVerifier({
    certificates: readCertificates(roots) ?? [],
    names: subjectsOf(mode),
  });
}

/** `ok`, or the first step that is wrong, of what came as an answer. */
async function judged(body: string, at: Instant = now, by = verifier()): Promise<string> {
  const read = parseAnswer(body);
  if (!read.ok) return "parse";
  const verified = await by.verify(read.value, at);
  return verified.ok ? "ok" : verified.error.step;
}

describe("createVerifier", () => {
  it("takes what openssl signed, as an answer and as a notice", async () => {
    const said = await signed(saidOfPayment(gateway.pem));
    expect(await judged(raw(said))).toBe("ok");
    const notice = parseNotice(new URLSearchParams(said).toString());
    expect(notice.ok && (await verifier().verify(notice.value, now)).ok).toBe(true);
  });

  it("does not mind the order of fields, nor one that it does not know", async () => {
    const said = await signed({ ...saidOfPayment(gateway.pem), aNewField: "x=1 y" });
    expect(await judged(raw(Object.fromEntries(Object.entries(said).reverse())))).toBe("ok");
  });

  it("refuses whatever was changed after it was signed", async () => {
    const said = await signed(saidOfPayment(gateway.pem));
    const { accessType: _, ...dropped } = said;
    const spaced = Object.fromEntries(
      Object.entries(said).map(([name, value]) => [name, value.replaceAll("+", " ")]),
    );
    const variants: Readonly<Record<string, string>> = {
      "another amount": raw({ ...said, txnAmt: "1" }),
      "a field more": raw({ ...said, settleDate: "1120" }),
      "a field dropped": raw(dropped),
      "an order of somebody else": raw({ ...said, orderId: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7J" }),
      "a value's plus as a space": raw({ ...said, note: "1 1=2" }),
      "the certificate without CRs": raw(said).replaceAll("\r", ""),
      "the signature of another message": raw({
        ...said,
        signature: (await signed({ ...said, txnAmt: "1" })).signature ?? "",
      }),
    };
    const found: Record<string, string> = {};
    for (const [what, body] of Object.entries(variants)) found[what] = await judged(body);
    expect(found).toEqual(
      Object.fromEntries(Object.keys(variants).map((what) => [what, "digest"])),
    );
    expect(await judged(raw(spaced))).toBe("parse");
    expect(await judged(`${raw(said)}&txnAmt=1`)).toBe("parse");
    expect(await judged(raw({ ...said, signature: "" }))).toBe("parse");
    expect(await judged(raw({ ...said, signPubKeyCert: "" }))).toBe("parse");
  });

  it("refuses what was signed by another rule: zero dropped, an empty field kept, hashed once", async () => {
    const said = saidOfPayment(gateway.pem);
    const { accessType: _, ...withoutZero } = said;
    const kept = Object.keys(said).sort().map((name) => `${name}=${said[name]}`).join("&");
    const form = new URLSearchParams(said);
    form.sort();
    expect(kept).toContain("reqReserved=&");
    for (const text of [textToSign(withoutZero), kept, form.toString()]) {
      expect(await judged(raw(await signed(said, gateway, text)))).toBe("digest");
    }
  });

  it("knows its own clock: not yet valid, and ended", async () => {
    const body = raw(await signed(saidOfPayment(gateway.pem)));
    expect(await judged(body, after(now, days(-1)))).toBe("validity");
    expect(await judged(body, after(now, days(31)))).toBe("validity");
    expect(await judged(body, after(now, days(29)))).toBe("ok");
  });

  it("wants the gateway's own name, once", async () => {
    const names = [
      "041@Z2014-11-11@700000000000001:SIGN@00000003",
      "041@8310000000083040@中国银联股份有限公司",
      "中国银联股份有限公司",
      `${GATEWAY_NAME}/CN=somebody`,
      "041@1@中国银联股份有限公司@2@3",
    ];
    for (const [i, name] of names.entries()) {
      const other = await ca.certify(`other_${i}`, name);
      expect(await judged(raw(await signed(saidOfPayment(other.pem), other))), name).toBe(
        "subject",
      );
    }
  });

  it("takes the test environment's older name in that environment alone", async () => {
    const older = await ca.certify("older", "041@Z1@00040000:SIGN@00000001");
    const body = raw(await signed(saidOfPayment(older.pem), older));
    expect(await judged(body, now, verifier(ca.roots, "test"))).toBe("ok");
    expect(await judged(body)).toBe("subject");
  });

  it("refuses the right name without the right chain", async () => {
    const forged = await stranger.certify("gateway", GATEWAY_NAME);
    const body = raw(await signed(saidOfPayment(forged.pem), forged));
    expect(await judged(body)).toBe("chain");
    // Nor is a way that ends, or begins, in the middle one.
    const genuine = raw(await signed(saidOfPayment(gateway.pem)));
    expect(await judged(genuine, now, verifier(ca.root))).toBe("chain");
    const withoutRoot = ca.roots.replace(ca.root, "");
    expect(await judged(genuine, now, verifier(withoutRoot))).toBe("chain");
    expect(await judged(genuine, now, verifier(stranger.roots))).toBe("chain");
  });

  it("takes several roots and several certificates at once, old and new", async () => {
    const next = await stranger.certify("next", GATEWAY_NAME);
    const both = verifier(ca.roots + stranger.roots);
    for (const by of [gateway, next, gateway]) {
      expect(await judged(raw(await signed(saidOfPayment(by.pem), by)), now, both)).toBe("ok");
    }
  });

  it("names every step, and says unknown of a chain without roots", async () => {
    const said = await signed(saidOfPayment(gateway.pem));
    const read = parseAnswer(raw({ ...said, txnAmt: "1" }));
    expect(read.ok && await verifier("").check(read.value, after(now, days(31)))).toEqual({
      parse: "ok",
      subject: "ok",
      validity: expect.stringContaining("the certificate ended at "),
      chain: "unknown: no roots were given",
      digest: "the signature does not fit the message",
    });
  });
});
