import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { raiseAlarms } from "../../core/alarm/raise_alarms.ts";
import { type AlertKind, alertsFor } from "../../core/alert/alert_kind.ts";
import { alertSms } from "../../core/alert/alert_text.ts";
import { tellStaff } from "../../core/alert/tell_staff.ts";
import { conflictOf } from "../../core/conflict.ts";
import type { Mail } from "../../core/mail/mail.ts";
import { paths } from "../../core/paths.ts";
import { propose } from "../../core/proposal/propose.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { days, hours, minutes } from "../../core/time.ts";
import { browserWith } from "../support/app_browser.ts";
import { must } from "../support/fixtures.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { joined, type Person, signedIn, takeUp } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let texts: Sms[];
const PHONE = "19900000001";

describe("on a file, the phone of somebody at a desk", () => {
  beforeEach(async () => open(await testApp()));
  afterEach(() => app.close());
  stories();
});

describe("on a server, the phone of somebody at a desk", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    open(await testApp({ databaseUrl: sqld.url }));
  });
  afterEach(async () => {
    await app.close();
    await sqld.stop();
  });
  stories();
});

/** Text messages are heard and land in the inbox as well. */
function open(opened: TestApp): void {
  texts = [];
  app = opened;
  const { sms } = app.deps;
  Object.assign(app.deps, { sms: (given: Sms) => sms(given).then(() => void texts.push(given)) });
}

const codeOf = (sms: Sms | undefined) => /#(\d{6})$/.exec(sms?.text ?? "")?.[1] ?? "";
const account = async (person: Person) =>
  await (await person.ask(paths.account(person.desk))).text();
const enter = (person: Person, phone_code: string) =>
  person.ask(paths.accountPhoneCode(person.desk), { phone_code });
const ask = (person: Person, phone = PHONE) =>
  person.ask(paths.accountPhone(person.desk), { phone });

async function set(person: Person, phone = PHONE): Promise<void> {
  expect((await ask(person, phone)).status).toBe(303);
  expect((await enter(person, codeOf(texts.at(-1)))).status).toBe(303);
}

/** What is owed by now, by mail and by text message. */
async function told(): Promise<
  { readonly mails: readonly Mail[]; readonly texts: readonly Sms[] }
> {
  const mails: Mail[] = [];
  const messages: Sms[] = [];
  const mail = (given: Mail) => Promise.resolve(void mails.push(given));
  const sms = (given: Sms) => Promise.resolve(void messages.push(given));
  await tellStaff({ ...app.deps, mail, sms });
  return { mails, texts: messages };
}

async function choose(person: Person, kind: AlertKind, way: string): Promise<void> {
  expect((await person.ask(paths.accountAlerts(person.desk), { [kind]: way })).status).toBe(303);
}

function stories() {
  it("is told nothing before its code was entered, and then what is urgent, by mail as well", async () => {
    const admin = await joined(app, "admin");
    await ask(admin);
    expect(texts.map(({ phone, test }) => [phone, test])).toEqual([[PHONE, false]]);
    expect(await account(admin)).toContain("on its way to 199****0001");
    await told();
    await browserWith(app).ask(paths.signInCode("ops"), {
      fields: { mail: admin.mail, code: admin.codes[0] ?? "" },
    });
    expect((await told()).texts).toEqual([]);

    expect((await enter(admin, codeOf(texts[0]))).status).toBe(303);
    const page = await account(admin);
    expect(page).toContain("Text messages go to 199****0001.");
    expect(page).toMatch(/<select id="job_dead"[^>]*>.*?<option value="both" selected/);
    expect(page).toMatch(/<select id="key_ends"[^>]*>.*?<option value="mail" selected/);
    const first = await told();
    expect([first.mails.map(({ to }) => to), first.texts]).toEqual([[admin.mail], []]);
    expect(first.mails[0]?.text).toContain("staff.phone_set");

    await browserWith(app).ask(paths.signInCode("ops"), {
      fields: { mail: admin.mail, code: admin.codes[1] ?? "" },
    });
    const both = await told();
    expect(both.mails.map(({ to }) => to)).toEqual([admin.mail]);
    expect(both.texts.map(({ phone, test, text }) => [phone, test, text]))
      .toEqual([[PHONE, false, "【Countersign】你的登录有变化 / Your sign-in changed"]]);
  });

  it("wants a passkey that was just used, and a number", async () => {
    const admin = await joined(app, "admin");
    for (const phone of ["", "123", "+86 199", "a19900000001", "1990000000112345"]) {
      expect((await ask(admin, phone)).status).toBe(422);
    }
    app.clock.advance(minutes(3));
    const answer = await ask(admin);
    expect(answer.headers.get("location")).toContain("/ops/confirmation");
    expect(texts).toEqual([]);
    await admin.confirm();
    expect((await ask(admin, "+86 199-0000-0001")).status).toBe(303);
    expect(texts.map(({ phone }) => phone)).toEqual(["+8619900000001"]);
  });

  it("has one answer for a code that is wrong, late, replaced, used, guessed too often or somebody else's", async () => {
    const admin = await joined(app, "admin");
    const other = await joined(app, "reviewer");
    const refused = async (person: Person, code: string) => {
      const answer = await enter(person, code);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain("This code is wrong or no longer valid.");
    };
    await ask(admin);
    const replaced = codeOf(texts.at(-1));
    await refused(other, replaced);
    await ask(admin);
    const late = codeOf(texts.at(-1));
    if (replaced !== late) await refused(admin, replaced);
    app.clock.advance(minutes(5));
    await refused(admin, late);
    await admin.confirm();
    await ask(admin);
    const guessed = codeOf(texts.at(-1));
    const wrong = guessed === "000000" ? "000001" : "000000";
    for (let tries = 0; tries < 5; tries++) await refused(admin, wrong);
    await refused(admin, guessed);
    expect(await account(admin)).not.toContain("Text messages go to");
    app.clock.advance(hours(1));
    await admin.signIn();
    await set(admin);
    await refused(admin, codeOf(texts.at(-1)));
  });

  it("is set by one of two who enter its code at once, and a code that is replaced meanwhile sets nothing", async () => {
    const admin = await joined(app, "admin");
    await ask(admin);
    const code = codeOf(texts.at(-1));
    const answers = await Promise.all([enter(admin, code), enter(admin, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);

    const here = await signedIn(app, "support");
    const staff = { ...here.staff, ...here.home };
    const lost = await conflictOf(app.deps.commit([{
      type: "staff.phone_set",
      staff: { ...staff, version: staff.version + 1, sealedPhone: "sealed" },
      code: "of no code that waits",
      within: here.session.sessionId,
      eventId: app.deps.newId("evt"),
      at: app.deps.now(),
      by: { type: "staff", staffId: staff.staffId },
    }]));
    expect(lost?.constraint).toBe("phone_code_waits");
  });

  it("is sent five codes an hour, whoever asks, and one person asks for five", async () => {
    const [admin, other] = [await joined(app, "admin"), await joined(app, "reviewer")];
    for (let sent = 0; sent < 5; sent++) expect((await ask(admin)).status).toBe(303);
    for (const [person, phone] of [[admin, "19900000002"], [other, PHONE]] as const) {
      const answer = await ask(person, phone);
      expect([answer.status, await answer.text()])
        .toEqual([422, expect.stringContaining("Too many codes were sent.")]);
    }
    expect(texts).toHaveLength(5);
  });

  it("that nobody could reach is not set, and says so", async () => {
    const admin = await joined(app, "admin");
    Object.assign(app.deps, { sms: () => Promise.reject(new Error("away")) });
    const answer = await ask(admin);
    expect([answer.status, await answer.text()])
      .toEqual([422, expect.stringContaining("The message could not be sent.")]);
  });

  it("changed or removed is told by mail, even to whoever wants to be told nothing of it", async () => {
    const { merchantNo } = app.merchant.merchant;
    const owner = await joined(app, "owner", merchantNo);
    await set(owner);
    await choose(owner, "own_account", "sms");
    await told();
    await set(owner, "19900000002");
    const changed = await told();
    expect([changed.mails.map(({ to }) => to), changed.texts]).toEqual([[owner.mail], []]);
    await choose(owner, "own_account", "none");
    await owner.ask(paths.accountPhoneRemoval("console"), {});
    const removed = await told();
    expect(removed.mails.map(({ to, text }) => [to, text.includes("staff.phone_removed")]))
      .toEqual([[owner.mail, true]]);
    expect(await account(owner)).toContain("No phone is registered");
    await owner.ask(paths.accountPhoneRemoval("console"), {});
    expect((await told()).mails).toEqual([]);
  });

  it("gone, its alerts come by mail: removed, or when its owner joins again", async () => {
    const { merchantNo } = app.merchant.merchant;
    const owner = await joined(app, "owner", merchantNo);
    await set(owner);
    await choose(owner, "proposal_waits", "sms");
    await owner.ask(paths.accountPhoneRemoval("console"), {});
    expect(await account(owner)).toMatch(
      /<select id="proposal_waits"[^>]*>.*?<option value="mail" selected/,
    );
    await set(owner);
    const [first, admin] = [await signedIn(app, "admin"), await joined(app, "admin")];
    const act = { kind: "invite_again", staffId: owner.staff.staffId } as const;
    const proposal = must(await propose(app.deps, { act, merchantNo, here: first }));
    const link = await admin.ask(paths.proposalConfirmation("ops", proposal.proposalId), {
      digest: proposal.digest,
    });
    const token = /\/console\/join\/([\w-]+)/.exec(await link.text())?.[1] ?? "";
    await takeUp(app, owner.staff, token);
    const [again] = await app.deps.load(app.deps.staff.byId(owner.staff.staffId));
    expect([again?.sealedPhone, again?.smsAlerts]).toEqual([undefined, []]);
    expect(again?.alerts).toContain("proposal_waits");
  });

  it("gets what was chosen for it: an alarm by text message alone, one by mail alone, and nothing", async () => {
    const people = {
      sms: await joined(app, "admin"),
      mail: await joined(app, "admin"),
      none: await joined(app, "admin"),
    };
    for (const [way, person] of Object.entries(people)) {
      await set(person, `1990000000${way.length}`);
      await choose(person, "job_dead", way);
    }
    await told();
    const name = "expire_orders";
    await app.deps.write({
      statements: [{
        sql: `insert into jobs (name, leased_until, lease, finished_at)
          values (?, 0, 'gone', cast(unixepoch('subsec') * 1000 as integer) - ?)
          on conflict (name) do update set finished_at = excluded.finished_at`,
        args: [name, BigInt(hours(1))],
      }],
    });
    await raiseAlarms(app.deps);
    app.clock.advance(minutes(2));
    await raiseAlarms(app.deps);
    const { mails, texts: messages } = await told();
    expect(mails.map(({ to }) => to)).toEqual([people.mail.mail]);
    expect(messages.map(({ phone }) => phone)).toEqual(["19900000003"]);
    expect(messages[0]?.text).not.toContain(name);
  });

  it("is tried again under the same id when nobody takes the message, and lands in the sandbox's inbox", async () => {
    const admin = await joined(app, "admin");
    await set(admin);
    await choose(admin, "own_account", "sms");
    await told();
    await browserWith(app).ask(paths.signInCode("ops"), {
      fields: { mail: admin.mail, code: admin.codes[0] ?? "" },
    });
    const tried: (string | undefined)[] = [];
    const sms = ({ messageId }: Sms) => {
      tried.push(messageId);
      return Promise.reject(new Error("Busy"));
    };
    await tellStaff({ ...app.deps, sms });
    app.clock.advance(minutes(1));
    await tellStaff(app.deps);
    expect([texts.at(-1)?.messageId]).toEqual(tried);
    const inbox = await (await browserWith(app).ask(paths.sandboxInbox())).text();
    expect(inbox).toContain("Your sign-in changed");
    app.clock.advance(days(1));
    expect((await told()).texts).toEqual([]);
  });
}

describe("the text of an alert", () => {
  it("is one message of seventy characters, whatever the institution is called", () => {
    for (const institution of ["机构", "Countersign", "付".repeat(64), "𠮷".repeat(32)]) {
      for (const kind of alertsFor("admin").concat(alertsFor("owner"))) {
        const text = alertSms({ kind }, { institution });
        expect(text.length).toBeLessThanOrEqual(70);
        expect(text).toMatch(/^【.+】.+ \/ .+$/);
        expect(text.isWellFormed()).toBe(true);
      }
    }
  });
});
