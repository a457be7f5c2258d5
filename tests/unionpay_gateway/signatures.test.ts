import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAnswer, printForm } from "../../core/channel/unionpay/fields.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { type AcpMerchant, acpMerchant, gatewayPki, requests } from "../support/acp_merchant.ts";
import { must } from "../support/fixtures.ts";
import { openssl, opensslText } from "../support/openssl.ts";
import { tempFolder } from "../support/server.ts";
import { INSTALLED } from "../support/installed.ts";

let pki: Pki;
let merchant: AcpMerchant;
let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeAll(async () => {
  [pki, folder] = await Promise.all([gatewayPki(), tempFolder()]);
  merchant = await acpMerchant(pki);
});
afterAll(async () => {
  await merchant.stop();
  await folder.remove();
});

type Said = Readonly<Record<string, string>>;

/** What openssl says of a message's signature, by the rule alone: no line of the gateway's or the portal's code. */
async function verifiedByOpenssl({ signature = "", ...said }: Said): Promise<string> {
  const text = Object.entries(said).filter(([, value]) => value !== "")
    .sort(([a], [b]) => a < b ? -1 : 1).map((pair) => pair.join("=")).join("&");
  const digest = await openssl(["dgst", "-sha256", "-binary"], text);
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const at = (name: string) => join(folder.path, name);
  await writeFile(at("signature"), Uint8Array.fromBase64(signature));
  await writeFile(at("certificate"), said["signPubKeyCert"] ?? "");
  const key = await openssl(["x509", "-in", at("certificate"), "-pubkey", "-noout"]);
  await writeFile(at("key"), key);
  const args = ["dgst", "-sha256", "-verify", at("key"), "-signature", at("signature")];
  return (await opensslText(args, hex)).trim();
}

describe("what the gateway signs", () => {
  it("verifies by openssl, an answer as it came and a notice, and not when it is altered", async () => {
    const body = printForm(await merchant.sign(merchant.about(requests.code)));
    const raw = await (await merchant.post("back", body)).text();
    const answer = Object.fromEntries(must(parseAnswer(raw)));
    // Not encoded, with the certificate's line ends as they are signed.
    expect(raw).toContain("-----BEGIN CERTIFICATE-----\r\n");
    expect(raw).toContain("respMsg=成功");
    await merchant.gateway.control({ pay: { qr_code: answer["qrCode"] ?? "" } });
    const [notice = {}] = merchant.told;
    expect(await verifiedByOpenssl(answer)).toBe("Verified OK");
    expect(await verifiedByOpenssl(notice)).toBe("Verified OK");
    await expect(verifiedByOpenssl({ ...notice, txnAmt: "1" })).rejects.toThrow();
  });

  it("is ok at every step for `deno task unionpay_verify`, from a file as it came", async () => {
    const body = printForm(await merchant.sign(merchant.about(requests.app)));
    const raw = await (await merchant.post("app", body)).text();
    const at = (name: string) => join(folder.path, name);
    await writeFile(at("answer"), raw);
    await writeFile(at("roots"), pki.middle.certificate + pki.root.certificate);
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...[
          "run",
          INSTALLED,
          "-R",
          "start/unionpay_verify.ts",
          at("answer"),
          "--roots",
          at("roots"),
        ],
        ...["--at", "2026-11-20T14:00:00+08:00"],
      ],
      stdin: "null",
    }).output();
    expect(JSON.parse(new TextDecoder().decode(stdout))).toMatchObject({ verified: "ok" });
    expect(code).toBe(0);
  });

  it("has a chain that openssl follows to the root", async () => {
    const at = (name: string) => join(folder.path, name);
    await Promise.all([
      writeFile(at("root.pem"), pki.root.certificate),
      writeFile(at("middle.pem"), pki.middle.certificate),
      writeFile(at("leaf.pem"), pki.signing.certificate),
    ]);
    const trust = ["-CAfile", at("root.pem"), "-untrusted", at("middle.pem")];
    // The authority still signs certificates with SHA-1, as the genuine one does.
    const args = ["verify", "-auth_level", "0", ...trust, at("leaf.pem")];
    expect(await opensslText(args)).toContain("leaf.pem: OK");
  });
});
