import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { after, days, formShanghaiTime, hours, minutes } from "../../core/time.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import { makeKey, registerKey, signedRequest, type Signer } from "../support/signer.ts";
import { joined, type Person, signedIn } from "../support/staff.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let developer: Person;
let test: TestMerchant;
beforeAll(async () => {
  app = await testApp();
  test = app.merchant;
  developer = await joined(app, "developer", test.merchant.merchantNo);
});
afterAll(() => app.close());

const every = ["create", "sign", "charge", "refund"];
const typedTime = (wait: Parameters<typeof after>[1]) =>
  formShanghaiTime(after(app.clock.now(), wait));

/** A form, in which a name may stand several times. */
async function post(
  person: Person,
  path: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
): Promise<Response> {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((each) => [name, each])
  );
  return await app.fetch(
    new Request(app.deps.config.publicUrl + path, {
      method: "POST",
      headers: { Cookie: person.cookie(), Origin: app.deps.config.publicUrl },
      body: new URLSearchParams(pairs),
    }),
  );
}

async function keysOf({ secretKey }: TestMerchant) {
  const { data } = await (await app.api("/v1/keys", { key: secretKey })).json();
  return data as readonly {
    readonly kid: string;
    readonly state: string;
    readonly retire_at: string;
  }[];
}

const asks = async (signer: Signer) =>
  (await app.fetch(await signedRequest(app, signer, { path: "/v1/keys" }))).status;

describe("a key at the console of a test number", () => {
  it("is registered at once, with its scopes and dates, and signs", async () => {
    const { jwk, privateKey } = await makeKey("EdDSA");
    const made = await post(developer, paths.consoleNewKey(), {
      jwk: JSON.stringify(jwk),
      scopes: every,
    });
    expect(made.status).toBe(303);
    const kid = made.headers.get("location")?.split("/").at(-1) ?? "";
    expect(await asks({ kid, alg: "EdDSA", privateKey })).toBe(200);
    const page = await (await developer.ask(paths.consoleKey(kid))).text();
    expect(page).toContain("李四");
    const list = await (await developer.ask(paths.consoleList("keys"))).text();
    expect(list).toContain(`href="${paths.consoleKey(kid)}"`);
    const again = { jwk: JSON.stringify(jwk), scopes: every };
    expect((await post(developer, paths.consoleNewKey(), again)).status).toBe(422);
  });

  it("is refused with what is wrong: no key, no scope, dates that cannot be", async () => {
    const { jwk } = await makeKey("ES256");
    const form = { jwk: JSON.stringify(jwk), scopes: every };
    const wrong = [
      { ...form, jwk: "{}" },
      { ...form, scopes: [] },
      { ...form, not_before: "tomorrow" },
      { ...form, retire_at: typedTime(days(-1)) },
      { ...form, replaces: "key_x", old_retire_at: typedTime(days(1)) },
    ];
    const before = await keysOf(test);
    for (const fields of wrong) {
      const answer = await post(developer, paths.consoleNewKey(), fields);
      const html = await answer.text();
      expect([answer.status, html.includes('role="alert"')]).toEqual([422, true]);
    }
    expect(await keysOf(test)).toEqual(before);
  });

  it("rotates without a failed request: a client signs all the while", async () => {
    const old = await registerKey(app, "EdDSA", test);
    const { jwk, privateKey } = await makeKey("EdDSA");
    const answers: number[] = [];
    let signer = old;
    const sign = async () => {
      for (let n = 0; n < 5; n++) answers.push(await asks(signer));
    };
    await sign();
    const rotated = post(developer, paths.consoleNewKey(), {
      jwk: JSON.stringify(jwk),
      scopes: every,
      replaces: old.kid,
      old_retire_at: typedTime(days(2)),
    });
    await Promise.all([sign(), rotated]);
    const kid = (await rotated).headers.get("location")?.split("/").at(-1) ?? "";
    await sign();
    app.clock.advance(days(1));
    signer = { kid, alg: "EdDSA", privateKey };
    await sign();
    expect(await asks(old)).toBe(200);
    app.clock.advance(days(1));
    await app.settle();
    await sign();
    expect(answers).toEqual(Array(25).fill(200));
    expect(await asks(old)).toBe(401);
    const retired = (await keysOf(test)).find((each) => each.kid === old.kid);
    expect(retired?.state).toBe("retired");
    await developer.signIn();
  });

  it("gets another retirement or none, and is revoked once for all", async () => {
    const signer = await registerKey(app, "EdDSA", test);
    const path = paths.consoleKeyRetirement(signer.kid);
    const later = typedTime(hours(5));
    expect((await post(developer, path, { retire_at: later })).status).toBe(303);
    expect((await post(developer, path, { retire_at: typedTime(minutes(-5)) })).status).toBe(422);
    expect((await post(developer, path, { retire_at: "" })).status).toBe(303);
    app.clock.advance(hours(6));
    await developer.signIn();
    expect(await asks(signer)).toBe(200);

    const revocation = paths.consoleKeyRevocation(signer.kid);
    expect(await (await developer.ask(revocation)).text()).toContain("can&#39;t be undone");
    expect((await post(developer, revocation, {})).status).toBe(303);
    expect(await asks(signer)).toBe(401);
    expect((await post(developer, path, { retire_at: later })).status).toBe(404);
  });

  it("wants a passkey that was used just now for everything that changes one", async () => {
    app.clock.advance(minutes(5));
    for (const path of [paths.consoleNewKey(), paths.consoleKeyRevocation("key_x")]) {
      const answer = await developer.ask(path, {});
      expect(answer.headers.get("location")).toContain("/console/confirmation");
    }
    await developer.confirm();
  });

  it("is somebody else's or nobody's: 404", async () => {
    const other = await app.openMerchant("对面面馆");
    const { kid } = await registerKey(app, "EdDSA", other);
    const asked = [paths.consoleKey(kid), paths.consoleKeyRevocation(kid)];
    for (const path of asked) expect((await developer.ask(path)).status).toBe(404);
    const posted = [paths.consoleKeyRevocation(kid), paths.consoleKeyRetirement(kid)];
    for (const path of posted) expect((await developer.ask(path, {})).status).toBe(404);
    expect((await keysOf(other)).map(({ state }) => state)).toEqual(["active"]);
  });
});

describe("a key at the console of a live number", () => {
  it("is proposed by one and confirmed by another, also while others sign", async () => {
    const live = await app.openMerchant("清风茶馆", { mode: "live" });
    const { merchantNo } = live.merchant;
    const old = await registerKey(app, "EdDSA", live);
    const owner = await joined(app, "owner", merchantNo);
    const second = await signedIn(app, "owner", merchantNo);
    const { jwk, privateKey } = await makeKey("ES256");
    const proposed = await post(owner, paths.consoleNewKey(), {
      jwk: JSON.stringify(jwk),
      scopes: every,
      replaces: old.kid,
      old_retire_at: typedTime(days(3)),
    });
    const proposalId = proposed.headers.get("location")?.split("/").at(-1) ?? "";
    expect(proposalId).toMatch(/^prp_/);
    const keys = () =>
      app.deps.load(app.deps.merchants.keysOf({ type: "portal", merchantNo }))
        .then(([found]) => found);
    expect(await keys()).toHaveLength(1);

    const [proposal] = await app.deps.load(app.deps.proposals.waiting(merchantNo, app.deps.now()));
    if (!proposal[0]) throw new Error("Expected a proposal");
    const { digest } = proposal[0];
    const given = { proposalId: proposal[0].proposalId, digest };
    expect((await confirmProposal(app.deps, { ...given, here: second })).ok).toBe(true);
    const all = await keys();
    const before = all.find(({ kid }) => kid === old.kid);
    const added = all.find(({ kid }) => kid !== old.kid);
    expect(before?.retireAt).toBeDefined();
    expect(await asks({ kid: added?.kid ?? "", alg: "ES256", privateKey })).toBe(200);
    expect(await asks(old)).toBe(200);
  });
});

describe("secret keys of a test number", () => {
  it("are made, shown once, work beside the others, and are revoked", async () => {
    await developer.confirm();
    const html = await (await developer.ask(paths.consoleSecretKeys(), {})).text();
    const key = /value="(sk_test_\w+)"/.exec(html)?.[1] ?? "";
    expect((await app.api("/v1/keys", { key })).status).toBe(200);
    const list = await (await developer.ask(paths.consoleSecretKeys())).text();
    expect(list).not.toContain(key);
    const ids = [...list.matchAll(/secret-keys\/(\w+)\/revocation/g)].map(([, id = ""]) => id);
    expect(ids).toHaveLength(2);
    const path = paths.consoleSecretKeyRevocation(ids[0] ?? "");
    expect((await developer.ask(path)).status).toBe(200);
    expect((await developer.ask(path, {})).status).toBe(303);
    expect((await app.api("/v1/keys", { key })).status).toBe(401);
    expect((await app.api("/v1/keys")).status).toBe(200);
    expect((await developer.ask(path, {})).status).toBe(404);
  });

  it("are at most ten, also when many are made at once", async () => {
    const made = await Promise.all(
      Array.from({ length: 14 }, () => developer.ask(paths.consoleSecretKeys(), {})),
    );
    const taken = made.filter(({ status }) => status === 200).length;
    expect(taken).toBeGreaterThan(0);
    const [keys] = await app.deps.load(
      app.deps.merchants.secretKeysOf(test.merchant.merchantNo),
    );
    expect(keys).toHaveLength(1 + taken);
    expect(keys.length).toBeLessThanOrEqual(10);
  });

  it("are none of a live number's", async () => {
    const live = await app.openMerchant("江湾书店", { mode: "live" });
    const owner = await joined(app, "owner", live.merchant.merchantNo);
    expect((await owner.ask(paths.consoleSecretKeys(), {})).status).toBe(404);
  });
});
