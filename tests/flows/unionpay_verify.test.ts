import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Said,
  saidOfPayment,
  signatureByOpenssl,
  textToSign,
} from "../support/signed_by_openssl.ts";
import {
  type Certified,
  GATEWAY_NAME,
  type UnionpayCa,
  unionpayCa,
} from "../support/unionpay_ca.ts";
import { INSTALLED } from "../support/installed.ts";

let ca: UnionpayCa;
let gateway: Certified;
let said: Said;
let at: string;
const ok = {
  parse: "ok",
  digest: "ok",
  subject: "ok",
  validity: "ok",
  chain: "ok",
  verified: "ok",
};

beforeAll(async () => {
  ca = await unionpayCa();
  gateway = await ca.certify("gateway", GATEWAY_NAME, 30);
  const fields = saidOfPayment(gateway.pem);
  const signature = await signatureByOpenssl(textToSign(fields), { ...gateway, ...ca });
  said = { ...fields, signature };
  await writeFile(join(ca.folder, "roots"), ca.roots);
  at = inDays(10);
});
afterAll(() => ca.remove());

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

function raw(fields: Said): string {
  return Object.entries(fields).map((pair) => pair.join("=")).join("&");
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function run(args: readonly string[]): Promise<Ran> {
  const command = ["run", INSTALLED, "-R", "start/unionpay_verify.ts", ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, out, words) => {
      resolve({ code: Number(error?.code ?? 0), out, error: words });
    });
  });
}

/** What the command says of a file with this in it, at a time when all is valid. */
async function verdict(
  content: string | Uint8Array,
  { roots = ["--roots", join(ca.folder, "roots")], when = at }: {
    readonly roots?: readonly string[];
    readonly when?: string;
  } = {},
) {
  const file = join(ca.folder, `message_${crypto.randomUUID()}`);
  await writeFile(file, content);
  const { code, out } = await run([file, "--at", when, ...roots]);
  expect(out.split("\n")).toEqual([expect.stringMatching(/^\{.*\}$/), ""]);
  return { code, said: JSON.parse(out) as Record<string, string> };
}

describe("unionpay_verify", () => {
  it("reads a message as an answer and as a form, with CRLF or LF, with what editors leave", async () => {
    const form = new URLSearchParams(said).toString();
    const copies = [
      raw(said),
      raw(said).replaceAll("\r", ""),
      `\ufeff${raw(said)}\r\n`,
      form,
      form.replaceAll("%0D", ""),
      `\ufeff${form.replaceAll("+", "%20")}\n`,
    ];
    for (const copy of copies) {
      expect(await verdict(copy), copy.slice(0, 40)).toEqual({ code: 0, said: ok });
    }
  });

  it("says which steps are wrong, each by itself", async () => {
    const stranger = await unionpayCa();
    const foreign = join(ca.folder, "foreign");
    await writeFile(foreign, stranger.roots);
    await stranger.remove();
    const found = await verdict(raw({ ...said, txnAmt: "1" }), {
      when: inDays(40),
      roots: ["--roots", foreign],
    });
    expect(found.code).toBe(1);
    expect(found.said).toEqual({
      parse: "ok",
      subject: "ok",
      digest: "the signature does not fit the message",
      validity: expect.stringContaining("the certificate ended at"),
      chain: expect.stringContaining("no way from its issuer"),
      verified: "not ok: digest, validity, chain",
    });
  });

  it("leaves the chain alone unknown without roots, and says so by its exit code", async () => {
    expect(await verdict(raw(said), { roots: [] })).toEqual({
      code: 3,
      said: { ...ok, chain: "unknown: no roots were given" },
    });
  });

  it("survives garbage", async () => {
    const bytes = Uint8Array.from({ length: 4_000 }, (_, i) => i * 7919 % 256);
    const garbage = [bytes, "", "\n", "{[".repeat(1_000), "a=1&".repeat(300_000), "a=1", "a=%zz"];
    for (const each of garbage) {
      const { code, said: { parse, verified } } = await verdict(each);
      expect([code, verified]).toEqual([1, "not ok: parse"]);
      expect(parse).not.toBe("ok");
    }
  });

  it("explains itself when it is used wrongly", async () => {
    const file = join(ca.folder, "roots");
    const wrong = [[], [file, file], ["/no/such/file"], [file, "--at", "soon"], [
      file,
      "--to",
      "x",
    ]];
    for (const args of [...wrong, [file, "--roots", gateway.keyFile]]) {
      const { code, out, error } = await run(args);
      expect([args, code, out, error.trim() === ""]).toEqual([args, 2, "", false]);
    }
  });
});
