import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byStaff } from "../../core/actor.ts";
import { conflictOf, retryOnConflict } from "../../core/conflict.ts";
import type { MerchantNo, ProposalId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import {
  decided,
  type Proposal,
  PROPOSALS_MAX,
  PROPOSALS_PAGE,
} from "../../core/proposal/proposal.ts";
import { propose } from "../../core/proposal/propose.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import { days } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { joined, type Person, signedIn, takeUp } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let admins: readonly Person[];
beforeAll(async () => {
  app = await testApp();
  admins = [await joined(app, "admin"), await joined(app, "admin")];
});
afterAll(() => app.close());

async function merchantWith(...roles: readonly ("owner" | "viewer" | "finance")[]) {
  const { merchant } = await app.openMerchant("江湾书店");
  const people: Person[] = [];
  for (const role of roles) people.push(await joined(app, role, merchant.merchantNo));
  return { merchantNo: merchant.merchantNo, people };
}

/** What somebody did led to a proposal, and not to the act. */
async function proposed(answer: Promise<Response>): Promise<ProposalId> {
  const location = (await answer).headers.get("location") ?? "";
  expect(location).toMatch(/\/proposals\/prp_/);
  return location.split("/").at(-1) as ProposalId;
}

async function proposal(proposalId: ProposalId, place?: MerchantNo): Promise<Proposal> {
  const [found] = await app.deps.load(app.deps.proposals.visibleById(place, proposalId));
  if (!found) throw new Error("Cannot find the proposal");
  return found;
}

async function confirm(person: Person, found: Proposal): Promise<Response> {
  const path = paths.proposalConfirmation(person.desk, found.proposalId);
  return await person.ask(path, { digest: found.digest });
}

async function standing(person: Person) {
  const [staff] = await app.deps.load(app.deps.staff.byId(person.staff.staffId));
  return `${staff?.state} ${staff?.role}`;
}

const roleOf = (person: Person) => paths.staffRole("console", person.staff.staffId);
const removalOf = (person: Person) => paths.staffRemoval("console", person.staff.staffId);

describe("what waits in one place", () => {
  it("is bounded in the write, also for two at once, and what has expired makes room", async () => {
    const { merchantNo } = await merchantWith("owner");
    const here = await signedIn(app, "owner", merchantNo);
    const { staff: { staffId } } = await joined(app, "viewer", merchantNo);
    const proposeRole = (i: number) => {
      // As different acts: the same one is not proposed twice.
      const act = { kind: "change_role", staffId: `${staffId}${i}`, role: "owner" } as const;
      return retryOnConflict(() => propose(app.deps, { act, merchantNo, here }));
    };
    for (let made = 0; made < PROPOSALS_MAX - 1; made++) must(await proposeRole(made));
    const last = await Promise.all([proposeRole(900), proposeRole(901)]);
    expect(last.map((each) => each.ok ? "made" : each.error.code).sort())
      .toEqual(["made", "proposals_too_many"]);
    app.clock.advance(days(7));
    await signedIn(app, "owner", merchantNo).then(async (again) => {
      const act = { kind: "remove_staff", staffId } as const;
      must(await propose(app.deps, { act, merchantNo, here: again }));
    });
  });
});

describe("an owner that is made", () => {
  it("is proposed by one owner and confirmed by another, and till then nothing changes", async () => {
    const { merchantNo, people: [a, b, viewer] } = await merchantWith("owner", "owner", "viewer");
    const id = await proposed(a!.ask(roleOf(viewer!), { role: "owner" }));
    const found = await proposal(id, merchantNo);
    expect(await standing(viewer!)).toBe("active viewer");
    expect(await (await b!.ask(paths.proposals("console"))).text()).toContain(`/proposals/${id}`);
    expect(await (await b!.ask(paths.desk("console"))).text()).toContain(
      "1 proposal waits for you",
    );
    expect(await (await a!.ask(paths.desk("console"))).text()).not.toContain("waits for you");
    const own = await confirm(a!, found);
    expect([own.status, await own.text()]).toEqual([
      422,
      expect.stringContaining("Another person has to confirm it"),
    ]);
    expect((await confirm(b!, found)).status).toBe(303);
    expect(await standing(viewer!)).toBe("active owner");
    expect((await viewer!.ask(paths.account("console"))).status).toBe(303);
    expect((await confirm(b!, found)).status).toBe(422);
  });

  it("is refused by the write itself where one person is both", async () => {
    const { merchantNo, people: [a, viewer] } = await merchantWith("owner", "viewer");
    const id = await proposed(a!.ask(roleOf(viewer!), { role: "owner" }));
    const found = await proposal(id, merchantNo);
    const { staffId } = a!.staff;
    const awake = { now: app.deps.now(), idle: app.deps.config.staffSessionIdle };
    const [[seen]] = await app.deps.load(app.deps.staff.sessions(staffId, awake));
    const at = app.deps.now();
    const conflict = await conflictOf(app.deps.commit([{
      type: "proposal.confirmed",
      proposal: decided(found, "confirmed", { decidedBy: staffId, decidedAt: at }),
      within: seen?.session.sessionId ?? "ses_",
      eventId: app.deps.newId("evt"),
      at,
      by: byStaff(staffId),
    }]));
    expect(conflict?.constraint).toContain("second_person");
  });

  it("is not what was shown: another digest confirms nothing", async () => {
    const { merchantNo, people: [a, b, viewer] } = await merchantWith("owner", "owner", "viewer");
    const found = await proposal(
      await proposed(a!.ask(roleOf(viewer!), { role: "owner" })),
      merchantNo,
    );
    expect((await confirm(b!, { ...found, digest: "0".repeat(64) })).status).toBe(422);
    expect(await standing(viewer!)).toBe("active viewer");
  });

  it("waits for a week, and can be withdrawn", async () => {
    const { merchantNo, people: [a, b, viewer] } = await merchantWith("owner", "owner", "viewer");
    const ask = () => a!.ask(roleOf(viewer!), { role: "owner" });
    const first = await proposal(await proposed(ask()), merchantNo);
    expect(await proposed(ask())).toBe(first.proposalId);
    await b!.ask(paths.proposalWithdrawal("console", first.proposalId), {});
    expect((await confirm(b!, first)).status).toBe(422);

    const late = await proposal(await proposed(ask()), merchantNo);
    app.clock.advance(days(7));
    await b!.signIn();
    expect((await confirm(b!, late)).status).toBe(422);
    expect(await standing(viewer!)).toBe("active viewer");
    for (const admin of admins) await admin.signIn();
  });

  it("is confirmed by nobody who could not do it themselves, nor by strangers", async () => {
    const { merchantNo, people: [a, , finance, viewer] } = await merchantWith(
      "owner",
      "owner",
      "finance",
      "viewer",
    );
    const { people: [stranger] } = await merchantWith("owner");
    const found = await proposal(
      await proposed(a!.ask(roleOf(viewer!), { role: "owner" })),
      merchantNo,
    );
    const statuses = [];
    for (const person of [finance!, stranger!, admins[0]!]) {
      statuses.push((await confirm(person, found)).status);
    }
    expect(statuses).toEqual([403, 404, 404]);
    expect(await standing(viewer!)).toBe("active viewer");
  });
});

describe("an admin who was invited and has not joined", () => {
  it("is given no new link by one person, who could take it up as a second one", async () => {
    const person = { name: "王五", mail: "waiting@example.com" };
    const given = { place: undefined, role: "admin", person, here: undefined } as const;
    const { staff } = must(await inviteStaff(app.deps, given));
    const link = paths.staffLink("ops", staff.staffId);
    const found = await proposal(await proposed(admins[0]!.ask(link, {})));
    expect((await confirm(admins[0]!, found)).status).toBe(422);
    expect(await (await confirm(admins[1]!, found)).text()).toContain("/ops/join/");
  });

  it("cannot be invited by a page at all", async () => {
    const fields = { name: "王五", mail: "direct@example.com", role: "admin" };
    const answer = await admins[0]!.ask(paths.staffInvitation("ops"), fields);
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.not.stringContaining("/ops/join/"),
    ]);
  });
});

describe("a merchant's only owner", () => {
  it("has the desk for a second person", async () => {
    const { merchantNo, people: [owner, viewer] } = await merchantWith("owner", "viewer");
    const found = await proposal(
      await proposed(owner!.ask(roleOf(viewer!), { role: "owner" })),
      merchantNo,
    );
    const list = await (await admins[0]!.ask(paths.proposals("ops"))).text();
    expect(list).toContain(found.proposalId);
    expect(list).toContain("江湾书店");
    expect((await confirm(admins[0]!, found)).status).toBe(303);
    expect(await standing(viewer!)).toBe("active owner");
  });

  it("who lost every passkey gets a new link from two operators together", async () => {
    const { merchantNo, people: [owner] } = await merchantWith("owner");
    const page = await admins[0]!.ask(`${paths.owners()}?merchant_no=${merchantNo}`);
    expect(await page.text()).toContain(paths.ownerLink(owner!.staff.staffId));
    const id = await proposed(admins[0]!.ask(paths.ownerLink(owner!.staff.staffId), {}));
    const found = await proposal(id);
    expect((await confirm(admins[0]!, found)).status).toBe(422);
    const shown = await (await confirm(admins[1]!, found)).text();
    const [, token = ""] = /console\/join\/([\w-]{43})/.exec(shown) ?? [];
    const again = await takeUp(app, owner!.staff, token);
    expect((await again.ask(paths.staff("console"))).status).toBe(200);
    expect((await owner!.signIn()).status).toBe(422);
  });

  it("stays: of two owners whose removal is confirmed at once, one is left", async () => {
    const { merchantNo, people: [a, b] } = await merchantWith("owner", "owner");
    const ofB = await proposal(await proposed(a!.ask(removalOf(b!), {})), merchantNo);
    const ofA = await proposal(await proposed(b!.ask(removalOf(a!), {})), merchantNo);
    const answers = await Promise.all([confirm(admins[0]!, ofA), confirm(admins[1]!, ofB)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    const left = [await standing(a!), await standing(b!)];
    expect(left.sort()).toEqual(["active owner", "removed owner"]);
  });
});

it("is one of a list that goes on page by page, oldest first", async () => {
  const here = await signedIn(app, "admin");
  const { merchantNo } = (await app.openMerchant("江湾书店")).merchant;
  const ids: string[] = [];
  for (let no = 0; no <= PROPOSALS_PAGE; no++) {
    const act = { kind: "close", reason: `${no}` } as const;
    ids.push(must(await propose(app.deps, { act, merchantNo, here })).proposalId);
  }
  const listed: string[] = [];
  let place: string | undefined = paths.proposals("ops");
  for (let page = 0; place !== undefined && page < 5; page++) {
    const html: string = await (await admins[0]!.ask(place)).text();
    listed.push(...html.matchAll(/href="\/ops\/proposals\/(prp_\w+)"/g).map(([, id = ""]) => id));
    place = /href="(\/ops\/proposals\?after=prp_\w+)"/.exec(html)?.[1];
  }
  // Those of the same millisecond stand in the order of their ids.
  expect(listed.filter((id) => ids.includes(id))).toEqual(ids.toSorted());
  expect(new Set(listed).size).toBe(listed.length);
});
