import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCertificates } from "../../../../core/channel/unionpay/certificate.ts";
import { encryptField } from "../../../../core/channel/unionpay/encrypt_field.ts";
import { readSigner, type Signer, signerAt } from "../../../../core/channel/unionpay/signer.ts";
import { instant } from "../../../../core/time.ts";
import { must } from "../../../support/fixtures.ts";
import { openssl, opensslText } from "../../../support/openssl.ts";
import { textToSign } from "../../../support/signed_by_openssl.ts";
import { type Certified, type UnionpayCa, unionpayCa } from "../../../support/unionpay_ca.ts";

let ca: UnionpayCa;
let merchant: Certified;
let other: Certified;
const NAME = "041@Z2014-11-11@700000000000001:SIGN@00000003";

beforeAll(async () => {
  ca = await unionpayCa();
  merchant = await ca.certify("merchant", NAME);
  other = await ca.certify("other", NAME);
});
afterAll(() => ca.remove());

const at = (file: string) => join(ca.folder, file);
const why = async (pem: string) => {
  const read = await readSigner(pem);
  return read.ok ? "read" : read.error.detail;
};

describe("readSigner", () => {
  it("signs what openssl verifies, under the certificate's whole serial number", async () => {
    const signer = must(await readSigner(merchant.both));
    const fields = { version: "5.1.0", txnAmt: "8800", orderDesc: "测试 商品+1", reqReserved: "" };
    const { signature = "", ...signed } = Object.fromEntries(
      await signer.sign(Object.entries(fields)),
    );
    const serial = await opensslText([
      "x509",
      "-in",
      merchant.certificateFile,
      "-noout",
      "-serial",
    ]);
    expect(signed).toEqual({
      ...fields,
      signMethod: "01",
      certId: BigInt(`0x${serial.trim().split("=")[1]}`).toString(),
    });
    expect(signed["certId"]?.length).toBeGreaterThan(36);

    const digest = await openssl(["dgst", "-sha256", "-hex", "-r"], textToSign(signed));
    await writeFile(at("signed"), new TextDecoder().decode(digest).split(" ")[0] ?? "");
    await writeFile(at("signature"), Uint8Array.fromBase64(signature));
    const key = await openssl(["x509", "-in", merchant.certificateFile, "-noout", "-pubkey"]);
    await writeFile(at("public.pem"), key);
    // deno-fmt-ignore
    const verified = await opensslText(["dgst", "-sha256", "-verify", at("public.pem"),
      "-signature", at("signature"), at("signed")]);
    expect(verified.trim()).toBe("Verified OK");
  });

  it("reads what comes out of a .pfx by the documented command, with the chain beside it", async () => {
    await writeFile(at("chain.pem"), ca.roots);
    // deno-fmt-ignore
    await openssl(["pkcs12", "-export", "-inkey", merchant.keyFile, "-in", merchant.certificateFile,
      "-certfile", at("chain.pem"), "-passout", "pass:000000", "-out", at("merchant.pfx")]);
    // deno-fmt-ignore
    const pem = await opensslText(["pkcs12", "-in", at("merchant.pfx"), "-nodes", "-passin", "pass:000000"]);
    expect(pem).toContain("Bag Attributes");
    const direct = must(await readSigner(merchant.both));
    expect(must(await readSigner(pem)).serial).toBe(direct.serial);
  });

  it("says what is wrong with a key", async () => {
    const [key, othersKey] = [merchant, other].map(({ both, pem }) => both.replace(pem, ""));
    const old = await opensslText(["rsa", "-in", merchant.keyFile, "-traditional"]);
    const locked = await opensslText(
      ["pkcs8", "-topk8", "-in", merchant.keyFile, "-passout", "pass:000000"],
    );
    // deno-fmt-ignore
    const curve = await opensslText(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]);
    expect(await why("")).toBe("expected one private key, found 0");
    expect(await why(`${merchant.both}${key}`)).toBe("expected one private key, found 2");
    expect(await why(merchant.pem + old)).toContain('"RSA PRIVATE KEY" must first be made');
    expect(await why(merchant.pem + locked)).toContain(
      '"ENCRYPTED PRIVATE KEY" must first be made',
    );
    expect(await why(merchant.pem + curve)).toBe("the private key is not RSA");
    expect(await why(merchant.pem + othersKey)).toContain("none of the certificates belongs");
    expect(await why(`${key}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`))
      .toBe("one of the certificates cannot be read");
  });
});

describe("signerAt", () => {
  const signer = (serial: string, notBefore: number, notAfter: number): Signer => ({
    serial,
    notBefore: instant(notBefore),
    notAfter: instant(notAfter),
    sign: () => Promise.reject(new TypeError("not asked")),
    decrypt: () => Promise.reject(new TypeError("not asked")),
  });

  it("takes the newest that is valid, so that two overlap without a moment between", () => {
    const both = [signer("old", 0, 100), signer("new", 80, 200)];
    const serials = [-1, 0, 79, 80, 100, 101, 200, 201].map((now) =>
      signerAt(both, instant(now))?.serial
    );
    expect(serials).toEqual([undefined, "old", "old", "new", "new", "new", "new", undefined]);
  });
});

describe("encryptField", () => {
  it("is read by openssl with the private key, and never twice the same", async () => {
    const [certificate] = readCertificates(merchant.pem) ?? [];
    if (!certificate) throw new Error("No certificate");
    const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
    const texts = [
      "6216261000000000018",
      "",
      "phoneNo=13800000000&cvn2=123&expired=2912",
      "持卡人",
    ];
    for (const text of texts) {
      const [once, again] = [
        await encryptField(text, certificate, random),
        await encryptField(text, certificate, random),
      ];
      expect(once).not.toBe(again);
      // deno-fmt-ignore
      const read = await opensslText(["pkeyutl", "-decrypt", "-inkey", merchant.keyFile,
        "-pkeyopt", "rsa_padding_mode:pkcs1"], Uint8Array.fromBase64(once));
      expect(read).toBe(text);
    }
    await expect(encryptField("x".repeat(246), certificate, random)).rejects.toThrow("too long");
  });
});
