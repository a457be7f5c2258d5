import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personOf } from "../../sandbox/bank/persons.ts";
import { verifyEvidence } from "../../core/contract/verify_evidence.ts";
import { sha256 } from "../../core/sha256.ts";
import { type SigningView, viewSigning } from "../../core/signing/view_signing.ts";
import { browserWith } from "../support/app_browser.ts";
import { must } from "../support/fixtures.ts";
import {
  agree,
  approvedPlan,
  codeFor,
  entered,
  openedSigning,
  planForm,
} from "../support/signers.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";
import { INSTALLED } from "../support/installed.ts";

type Step = Record<string, unknown>;
interface Evidence {
  readonly contract_id: string;
  readonly evidence: string;
  readonly lifecycle: readonly Step[];
  readonly lifecycle_end: string;
}

let app: TestApp;
let jwks: Parameters<typeof verifyEvidence>[1];
let given: Evidence;
let shown: SigningView["shown"]["en"];
let line: readonly TestMerchant[];
let page: string;

/** Signed in English from a phone with a code, three numbers deep, then ended: a life of two steps. */
beforeAll(async () => {
  app = await testApp();
  const branch = await app.openMerchant("清风茶馆城东", { parentNo: app.merchant.merchantNo });
  const child = await app.openMerchant("清风茶馆二店", { parentNo: branch.merchantNo });
  line = [child, branch, app.merchant];
  const planId = await approvedPlan(app, {
    verify_phone: true,
    requires_credit_card: true,
    contract_days: 30,
  });
  const { signing_id } = await openedSigning(
    app,
    { plan_id: planId, contract_code: "member-7" },
    child.secretKey,
  );
  const person = await entered(app, "person_a");
  const view = must(
    await viewSigning(app.deps, { signingId: signing_id, session: person.sessionToken }),
  );
  shown = view.shown.en;
  const { ask } = browserWith(app, `consumer=${person.sessionToken}`);
  page = await (await ask(`/sign/${signing_id}`)).text();
  const { contract } = must(
    await agree(app, signing_id, person, {
      card: view.card,
      smsCode: await codeFor(app, signing_id, person),
      lang: "en",
      shown: shown.digest,
    }),
  );
  const path = `/v1/contracts/${contract?.contractId}`;
  const ended = await app.api(`${path}/termination`, { method: "POST", key: child.secretKey });
  expect((await ended.json()).state).toBe("terminated");
  given = await (await app.api(`${path}/evidence`, { key: child.secretKey })).json();
  const published = await app.fetch(new Request("http://portal.test/.well-known/jwks.json"));
  jwks = await published.json();
});
afterAll(() => app.close());

describe("evidence", () => {
  it("contains what was shown byte for byte, to whom, by whom, when, where and how they were verified", async () => {
    const { payload, steps } = must(await verify(given));
    expect(steps).toHaveLength(given.lifecycle.length);
    expect(payload).toMatchObject({
      contract_id: given.contract_id,
      contract_code: "member-7",
      shown: {
        lang: "en",
        lines: Object.values(shown.lines),
        full_text: shown.fullText,
        digest: shown.digest,
      },
      plan: {
        title: planForm.title,
        package_text: planForm.package_text,
        per_transaction_limit: 10_000,
        per_day_limit: 123_450,
        contract_days: 30,
        version: 1,
      },
      merchant: {
        ...named(line[0]),
        parent: named(line[1]),
        chain: line.map(named),
        shared_with: [],
      },
      when: {
        agreed_at: "2026-11-20T06:00:00.000Z",
        signed_at: "2026-11-20T06:00:00.000Z",
        expires_at: "2026-12-20T16:00:00.000Z",
      },
      where: {
        client: "unionpay_app",
        lang: "en",
        user_agent: "Phone UnionPay/1.0",
        network: "203.0.113.0/24",
      },
      factors: ["app_session", "phone_code", "bound_credit_card"],
    });
    const texts = (payload["shown"] as { readonly texts: Record<string, object> }).texts;
    expect(Object.values(texts["zh"] ?? {})[0]).toContain("清风茶馆二店（商户号 ");
  });

  it("names every merchant from the payee up to the root, as the page did under the folded text", async () => {
    const [child, branch, root] = line.map((each) => each.merchantNo);
    const { payload } = must(await verify(given));
    expect(payload["shown"]).toMatchObject({
      full_text: [
        planForm.package_text,
        "Valid for 30 days after the day of signing. It ends automatically at the end of the last day.",
        `Payee: 清风茶馆二店 (merchant ${child}), part of 清风茶馆城东 (merchant ${branch}), part of 清风茶馆 Breeze Teahouse (merchant ${root}).`,
      ],
    });
    expect(page.replaceAll("&quot;", '"')).toContain(
      shown.fullText.map((each) => `<p class="full-text">${each}</p>`).join(""),
    );
  });

  it("does not verify when a merchant of the chain is renamed, left out or moved", async () => {
    const [head, body = "", signature] = given.evidence.split(".");
    const text = new TextDecoder().decode(Uint8Array.fromBase64(body, { alphabet: "base64url" }));
    const payload = JSON.parse(text);
    const { chain } = payload.merchant;
    const chains = [
      chain.map((each: object) => ({ ...each, name: "清风茶馆三店" })),
      chain.slice(0, 2),
      chain.toReversed(),
    ];
    for (const changed of [chain, ...chains]) {
      const edited = { ...payload, merchant: { ...payload.merchant, chain: changed } };
      const bytes = new TextEncoder().encode(JSON.stringify(edited));
      const part = bytes.toBase64({ alphabet: "base64url", omitPadding: true });
      const tampered = { ...given, evidence: [head, part, signature].join(".") };
      expect((await verify(tampered)).ok).toBe(changed === chain);
    }
  });

  it("contains the digest that the page carried, which anyone can recompute from what it shows", async () => {
    const { payload } = must(await verify(given));
    const { digest, full_text, lang, lines } = payload["shown"] as Readonly<
      Record<string, unknown>
    >;
    expect(await sha256(JSON.stringify({ full_text, lang, lines }))).toBe(digest);
    expect(page).toContain(`<input type="hidden" name="shown" value="${digest}"/>`);
  });

  it("says of the person only what is masked", async () => {
    const text = JSON.stringify(must(await verify(given)).payload);
    const { name, phone, idNumber, cards } = personOf("person_a")!;
    const secrets = [name, phone, idNumber, "203.0.113.77", ...cards.map((card) => card.token)];
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain("199****0001");
  });

  it("does not verify with one byte changed, anywhere", async () => {
    const { evidence } = given;
    const survivors: number[] = [];
    for (let at = 0; at < evidence.length; at += at < evidence.length - 90 ? 7 : 1) {
      const changed = evidence[at] === "A" ? "B" : "A";
      const tampered = evidence.slice(0, at) + changed + evidence.slice(at + 1);
      if ((await verifyEvidence(tampered, jwks)).ok) survivors.push(at);
    }
    expect(survivors).toEqual([]);
    expect((await verifyEvidence(evidence, jwks)).ok).toBe(true);
  });

  it("does not verify with another portal's keys, or with something else we signed", async () => {
    const strange = { keys: jwks.keys.map((key) => ({ ...key, x: `A${String(key.x).slice(1)}` })) };
    expect((await verifyEvidence(given.evidence, strange)).ok).toBe(false);
    expect((await verifyEvidence(given.lifecycle_end, jwks)).ok).toBe(false);
    expect((await verifyEvidence("not a token", jwks)).ok).toBe(false);
    const unsigned = `${btoa('{"alg":"none"}').replaceAll("=", "")}.${
      given.evidence.split(".")[1]
    }.`;
    expect((await verifyEvidence(unsigned, jwks)).ok).toBe(false);
  });
});

describe("the chain of a contract's life", () => {
  it("begins with the signing and ends with the termination", () => {
    expect(given.lifecycle.map(({ type }) => type)).toEqual([
      "contract.signed",
      "contract.termination_asked",
      "contract.terminated",
    ]);
  });

  it("shows a step that was removed: the first, one between, or the last", async () => {
    expect(given.lifecycle).toHaveLength(3);
    for (const index of given.lifecycle.keys()) {
      const lifecycle = given.lifecycle.filter((_, i) => i !== index);
      expect(await verify({ ...given, lifecycle })).toMatchObject({ ok: false });
    }
  });

  it("shows a step that was edited, in any of its members", async () => {
    expect(given.lifecycle).toHaveLength(3);
    for (const [index, step] of given.lifecycle.entries()) {
      for (const member of Object.keys(step)) {
        const edited = { ...step, [member]: member === "version" ? 9 : "something else" };
        const lifecycle = given.lifecycle.with(index, edited);
        expect(await verify({ ...given, lifecycle })).toMatchObject({ ok: false });
      }
    }
  });

  it("shows steps that were moved, repeated or added", async () => {
    const [first = {}, second = {}, third = {}] = given.lifecycle;
    const lives = [
      [second, first, third],
      [first, third, second],
      [first, first, second, third],
      [first, second, third, { ...third, version: 4 }],
      [],
    ];
    for (const lifecycle of lives) {
      expect(await verify({ ...given, lifecycle })).toMatchObject({ ok: false });
    }
  });

  it("detects an end that is another contract's, or missing", async () => {
    expect(await verify({ ...given, lifecycle_end: given.evidence })).toMatchObject({ ok: false });
    expect(await verify({ ...given, contract_id: "ctr_other" })).toMatchObject({ ok: false });
  });
});

describe("deno task verify_evidence", () => {
  it("needs two files and nothing else, and says no with a failing exit", async () => {
    const folder = await mkdtemp(join(tmpdir(), "countersign-evidence-"));
    try {
      const keys = join(folder, "jwks.json");
      await writeFile(keys, JSON.stringify(jwks));
      const whole = join(folder, "evidence.json");
      await writeFile(whole, JSON.stringify(given));
      const edited = join(folder, "edited.json");
      await writeFile(edited, JSON.stringify(given).replace("merchant", "consumer"));
      const [yes, no] = await Promise.all([run(whole, keys), run(edited, keys)]);
      expect(yes).toMatchObject({ code: 0, output: expect.stringContaining("with all 3 steps") });
      expect(no).toMatchObject({ code: 1, output: expect.stringContaining("NOT VALID") });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function named(each: TestMerchant | undefined) {
  return { merchant_no: each?.merchantNo, name: each?.merchant.name };
}

function verify(evidence: Evidence) {
  return verifyEvidence(JSON.stringify(evidence), jwks);
}

function run(...files: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; output: string }>();
  const child = spawn(process.execPath, [
    "run",
    INSTALLED,
    "-R",
    "start/verify_evidence.ts",
    ...files,
  ]);
  let output = "";
  child.stdout.on("data", (chunk) => output += chunk);
  child.stderr.on("data", (chunk) => output += chunk);
  child.on("close", (code) => resolve({ code, output }));
  return promise;
}
