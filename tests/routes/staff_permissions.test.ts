import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, desks, paths } from "../../core/paths.ts";
import { institutionRoles, merchantRoles, permits, type Role } from "../../core/permission/role.ts";
import { type Need, needOf } from "../../routes/pages/staff/needs.tsx";
import { browserWith } from "../support/app_browser.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

interface StaffRoute {
  readonly method: string;
  readonly path: string;
  readonly desk: Desk;
  readonly need: Need;
}

let app: TestApp;
let routes: readonly StaffRoute[];
/** By desk and role, each in the same merchant or in the institution. */
let people: ReadonlyMap<Role, Person>;
let stranger: Person;

beforeAll(async () => {
  app = await testApp();
  routes = app.routes.flatMap(({ method, path, handler }) => {
    const need = needOf(handler);
    const desk = desks.find((each) => path.split("/")[1] === each);
    return need && desk ? [{ method, path, desk, need }] : [];
  });
  const { merchantNo } = app.merchant.merchant;
  const made = new Map<Role, Person>();
  for (const role of merchantRoles) made.set(role, await joined(app, role, merchantNo));
  for (const role of institutionRoles) made.set(role, await joined(app, role));
  people = made;
  const other = await app.openMerchant("江湾书店");
  stranger = await joined(app, "owner", other.merchant.merchantNo);
});
afterAll(() => app.close());

describe("every route of the console and of the operators' desk", () => {
  it("says who may use it", () => {
    const paths = app.routes.filter(({ method, path }) =>
      method !== "ALL" && /^\/(?:console|ops)(?:\/|$)/.test(path)
    ).map(({ method, path }) => `${method} ${path}`);
    expect(paths.length).toBeGreaterThan(40);
    expect([...new Set(paths)].sort())
      .toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it("sends whoever is not signed in to the door, a page by 303 and a fragment by 401", async () => {
    const { ask } = browserWith(app);
    for (const { method, path, desk, need } of routes) {
      const fields = method === "POST" ? { fields: {} } : {};
      const answer = await ask(filled(path), fields);
      const headers = { "HX-Request": "true", "HX-Request-Type": "partial" };
      const fragment = await ask(filled(path), { ...fields, headers });
      const door = answer.headers.get("location")?.startsWith(paths.signIn(desk)) ?? false;
      const name = `${method} ${path}`;
      if (need === "nobody") expect([name, fragment.status === 401]).toEqual([name, false]);
      else expect([name, answer.status, door, fragment.status]).toEqual([name, 303, true, 401]);
    }
  });

  it("takes those whose role has the permission, and answers all others 403", async () => {
    let refused = 0;
    for (const [role, person] of people) {
      for (const { method, path, desk, need } of routes) {
        if (need === "nobody" || desk !== person.desk || ending(path)) continue;
        const answer = await person.ask(filled(path), method === "POST" ? {} : undefined);
        const may = need === "signed_in" || [need].flat().every((each) => permits(role, each));
        const name = `${role} ${method} ${path}`;
        expect([name, answer.status === 403]).toEqual([name, !may]);
        if (!may) refused++;
      }
    }
    expect(refused).toBeGreaterThan(20);
  });

  it("knows nobody of another desk", async () => {
    const owner = people.get("owner");
    const admin = people.get("admin");
    for (const { method, path, desk, need } of routes) {
      if (need === "nobody") continue;
      const elsewhere = desk === "ops" ? owner : admin;
      // As a thief would, who puts the token into the other desk's cookie.
      const token = elsewhere?.cookie().split("=")[1];
      const { ask } = browserWith(app, `${desk}=${token}`);
      const answer = await ask(filled(path), method === "POST" ? { fields: {} } : {});
      expect([path, answer.status]).toEqual([path, 303]);
    }
  });

  it("finds nothing of another merchant's, nor of somebody else", async () => {
    const member = people.get("viewer");
    const [passkeys] = await app.deps.load(
      app.deps.staff.passkeys(member?.staff.staffId ?? "stf_"),
    );
    const ids = { ":staffId": member?.staff.staffId, ":passkeyId": passkeys[0]?.passkeyId };
    const owner = people.get("owner");
    const role = paths.staffRole("console", member?.staff.staffId ?? "");
    const proposed = await owner?.ask(role, { role: "owner" });
    const proposalId = proposed?.headers.get("location")?.split("/").at(-1) ?? "";
    expect(proposalId).toMatch(/^prp_/);
    const sessions = await sessionsOf(owner);
    let asked = 0;
    for (const { method, path, desk } of routes) {
      if (desk !== "console" || !/:(?:staffId|passkeyId|sessionId|proposalId)/.test(path)) continue;
      const target = path.replace(
        /:(?:staffId|passkeyId)/,
        (name) => ids[name as keyof typeof ids] ?? "",
      )
        .replace(":sessionId", sessions[0] ?? "").replace(":proposalId", proposalId);
      const fields = method === "POST" ? { role: "owner", name: "theirs" } : undefined;
      expect([method, target, (await stranger.ask(target, fields)).status])
        .toEqual([method, target, 404]);
      asked++;
    }
    expect(asked).toBeGreaterThan(9);
    expect(await sessionsOf(owner)).toEqual(sessions);
    const [same] = await app.deps.load(app.deps.staff.byId(member?.staff.staffId ?? "stf_"));
    expect(same).toMatchObject({ role: "viewer", state: "active" });
  });
});

/** With ids of the right form that nobody has. */
function filled(path: string): string {
  const none = "01KAG8M0000000000000000000";
  return path.replace(":staffId", `stf_${none}`).replace(":passkeyId", `pky_${none}`)
    .replace(":sessionId", `ses_${none}`).replace(":token", "nobody").replace(
      ":proposalId",
      `prp_${none}`,
    );
}

/** What signs out whoever asks. */
function ending(path: string): boolean {
  return path.endsWith("/account/sessions");
}

async function sessionsOf(person: Person | undefined): Promise<readonly string[]> {
  const awake = { now: app.deps.now(), idle: app.deps.config.staffSessionIdle };
  const [all] = await app.deps.load(
    app.deps.staff.sessions(person?.staff.staffId ?? "stf_", awake),
  );
  return all.map(({ session }) => session.sessionId);
}
