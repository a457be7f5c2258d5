import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decideApplication } from "../../core/application/decide_application.ts";
import { conflictOf } from "../../core/conflict.ts";
import type { ApplicationId, MerchantNo } from "../../core/id.ts";
import { allScopes } from "../../core/merchant/merchant_key.ts";
import { paths } from "../../core/paths.ts";
import { rootForm } from "../support/applications.ts";
import { must } from "../support/fixtures.ts";
import { operator } from "../support/sharing.ts";
import { makeKey } from "../support/signer.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { joined, type Person, signedIn, takeUp } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let filer: Person;
let other: Person;

describe("an enterprise's first live number, on a file", () => {
  beforeEach(async () => open(await testApp()));
  afterEach(() => app.close());
  stories();

  it("is filed with what a merchant would apply with, and the first wrong field is named", async () => {
    const wrong: Readonly<Record<string, string>> = {
      reference: "with space",
      name: "\u202e",
      products: "",
      return_urls: "x".repeat(600),
      embed_origins: "https://shop.example/path",
      licence_no: "123",
      legal_name: "",
      agreement_digest: "abc",
      app_name: "only the name",
      contact_name: "",
      contact_phone: "12",
      bank: "",
      account_holder: "",
      account_no: "1",
    };
    for (const [field, text] of Object.entries(wrong)) {
      const answer = await file(filer, { [field]: text });
      const html = await answer.text();
      const expected = field === "app_name" ? "app_agreement_digest" : field;
      expect([field, answer.status, html.includes(`<a href="#${expected}">`)])
        .toEqual([field, 422, true]);
    }
    for (
      const [given, text] of [
        [{ licence_no: "91000000MA00000012" }, "No licence has this number"],
        [{ return_urls: "javascript:alert(1)" }, "A return URL can&#39;t be registered"],
      ] as const
    ) {
      const answer = await file(filer, given);
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(text)]);
    }
    const [waiting] = await app.deps.load(app.deps.applications.waiting(10));
    expect(waiting).toEqual([]);
  });

  it("is filed by whoever may decide applications, and looked at masked", async () => {
    const support = await joined(app, "support");
    await support.confirm();
    expect((await file(support)).status).toBe(403);
    expect(await (await support.ask(paths.opsQueue("applications"))).text())
      .not.toContain(paths.opsRootApplication());
    const id = await filed();
    const html = await page(support, paths.opsApplication(id));
    for (const text of ["拱宸桥书店", "柳*", "199****0001", "…3445", "filed by 李四"]) {
      expect(html).toContain(text);
    }
    for (const secret of ["柳青", "19900000001", "990000112233445"]) {
      expect(html).not.toContain(secret);
    }
  });
});

describe("an enterprise's first live number, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    await open(await testApp({ databaseUrl: sqld.url }));
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });
  stories();
});

async function open(opened: TestApp): Promise<void> {
  app = opened;
  [filer, other] = [await joined(app, "reviewer"), await joined(app, "admin")];
}

function file(person: Person, given: Readonly<Record<string, string>> = {}): Promise<Response> {
  return person.ask(paths.opsRootApplication(), { ...rootForm, products: "cashier", ...given });
}

async function filed(given: Readonly<Record<string, string>> = {}): Promise<ApplicationId> {
  const answer = await file(filer, given);
  expect(answer.status).toBe(303);
  return (answer.headers.get("location") ?? "").split("/").at(-1) as ApplicationId;
}

function decide(person: Person, id: ApplicationId, given: Readonly<Record<string, string>> = {}) {
  const verdict = { verdict: "approved", version: "1", reason: "", ...given };
  return person.ask(paths.opsApplicationDecision(id), verdict);
}

async function page(person: Person, path: string): Promise<string> {
  return await (await person.ask(path)).text();
}

async function application(id: ApplicationId) {
  const [found] = await app.deps.load(app.deps.applications.byId(id));
  if (!found) throw new Error("Cannot find the application");
  return found;
}

function stories() {
  it("waits in the same line, and is decided by another person, never by whoever filed it", async () => {
    const id = await filed();
    expect(await page(other, paths.opsQueue("applications"))).toContain(paths.opsApplication(id));
    for (const verdict of ["approved", "rejected"]) {
      const own = await decide(filer, id, { verdict, reason: "x" });
      expect([own.status, await own.text()])
        .toEqual([422, expect.stringContaining("so another person has to decide it")]);
    }
    expect((await decide(other, id)).status).toBe(303);
    const { merchantNo, decidedBy, filedBy } = await application(id);
    expect([filedBy, decidedBy]).toEqual([filer.staff.staffId, other.staff.staffId]);
    const [merchant] = await app.deps.load(app.deps.merchants.byNo(merchantNo as MerchantNo));
    expect(merchant).toMatchObject({ parentNo: undefined, mode: "live", products: ["cashier"] });
    const [account] = await app.deps.load(app.deps.settlements.inForce(merchantNo as MerchantNo));
    expect(account?.masked.lastFour).toBe("3445");
  });

  it("is not decided by whoever filed it in the write either, nor by whoever was signed out", async () => {
    const here = await signedIn(app, "reviewer");
    const found = await application(await filed());
    const rejected = {
      ...found,
      state: "rejected",
      rejectionReason: "x",
      decidedAt: app.deps.now(),
      decidedBy: filer.staff.staffId,
    } as const;
    const write = (given: { readonly within: `ses_${string}` }, decidedBy = rejected.decidedBy) =>
      conflictOf(app.deps.commit([{
        type: "application.rejected",
        application: { ...rejected, decidedBy },
        ...given,
        eventId: app.deps.newId("evt"),
        at: app.deps.now(),
        by: { type: "staff", staffId: decidedBy },
      }]));
    const { sessionId } = here.session;
    expect((await write({ within: sessionId }))?.constraint).toContain("application_second_person");
    expect((await write({ within: "ses_none" }, here.staff.staffId))?.constraint)
      .toBe("session_open");
    expect((await application(found.applicationId)).state).toBe("submitted");
  });

  it("is decided once by many at the same time", async () => {
    const id = await filed();
    const answers = await Promise.all([1, 2, 3].map(() => decide(other, id)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const [count] = await app.deps.load({
      statement: { sql: "select count(*) as n from merchants where mode = 'live'", args: [] },
      read: ([row]) => Number(row?.["n"]),
    });
    expect(count).toBe(1);
  });

  it("is the same application however often it is filed, and the next version after a no", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => file(filer)));
    expect(new Set(answers.map((answer) => answer.headers.get("location"))).size).toBe(1);
    const id = await filed();
    const changed = await file(filer, { name: "改名书店" });
    expect([changed.status, await changed.text()])
      .toEqual([422, expect.stringContaining("waits for a decision")]);
    expect((await decide(other, id, { verdict: "rejected", reason: "执照看不清" })).status).toBe(
      303,
    );
    const again = await page(filer, paths.opsRootApplication(id));
    expect(again).toContain('value="HT-2026-11"');
    expect(again).not.toContain("990000112233445");
    // Another person may correct it, and then does not decide it.
    const corrected = await file(other, { name: "改名书店" });
    expect(corrected.headers.get("location")).toBe(paths.opsApplication(id));
    expect((await decide(other, id, { version: "2" })).status).toBe(422);
    expect((await decide(filer, id, { version: "2" })).status).toBe(303);
    expect(await application(id)).toMatchObject({ version: 2, state: "approved" });
  });

  it("is decided by somebody with a shell, too", async () => {
    const applicationId = await filed();
    const verdict = { type: "approved" } as const;
    const approved = must(
      await decideApplication(app.deps, { applicationId, verdict, by: operator }),
    );
    expect([approved.state, approved.decidedBy]).toEqual(["approved", undefined]);
  });

  it("gets its first owner by a link, and its first key by that owner and the desk", async () => {
    const id = await filed();
    await decide(other, id);
    const { merchantNo } = await application(id);
    const made = await other.ask(paths.opsFirstOwner(id), { name: "李四", mail: "li@example.com" });
    const token = /\/console\/join\/([\w-]+)/.exec(await made.text())?.[1] ?? "";
    const [staff] = await app.deps.load(app.deps.staff.list(merchantNo));
    const owner = await takeUp(app, staff[0]!, token);
    const { jwk } = await makeKey("EdDSA");
    const proposed = await owner.ask(paths.consoleNewKey(), {
      jwk: JSON.stringify(jwk),
      scopes: allScopes[0],
    });
    const proposalId = (proposed.headers.get("location") ?? "").split("/").at(
      -1,
    ) as `prp_${string}`;
    const [proposal] = await app.deps.load(
      app.deps.proposals.visibleById(undefined, proposalId),
    );
    const confirmed = await other.ask(paths.proposalConfirmation("ops", proposalId), {
      digest: proposal?.digest ?? "",
    });
    expect(confirmed.status).toBe(303);
    const [keys] = await app.deps.load(
      app.deps.merchants.keysOf({ type: "portal", merchantNo: merchantNo as MerchantNo }),
    );
    expect(keys.map(({ state }) => state)).toEqual(["active"]);
  });
}
