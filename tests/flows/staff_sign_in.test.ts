import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import { hours, minutes, seconds } from "../../core/time.ts";
import { browserWith } from "../support/app_browser.ts";
import { must } from "../support/fixtures.ts";
import { joined, type Person, takeUp } from "../support/staff.ts";
import { tempFolder } from "../support/server.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const account = paths.account("console");

async function owner(): Promise<Person> {
  return await joined(app, "owner", app.merchant.merchant.merchantNo);
}

describe("somebody who is invited", () => {
  it("joins with a passkey, is signed in, and gets ten recovery codes", async () => {
    const person = await owner();
    expect(person.codes).toHaveLength(10);
    const home = await person.ask(paths.desk("console"));
    expect(home.status).toBe(200);
    expect(home.headers.get("cache-control")).toBe("no-store");
    expect(await home.text()).toContain("清风茶馆");
  });

  it("uses the link once, also when two try at the same moment", async () => {
    const given = { place: undefined, role: "admin", here: undefined } as const;
    const person = { name: "张三", mail: "twice@example.com" };
    const { staff, token } = must(await inviteStaff(app.deps, { ...given, person }));
    const tries = await Promise.allSettled([1, 2].map(() => takeUp(app, staff, token)));
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { ask } = browserWith(app);
    const over = await ask(paths.join("ops", token));
    expect(over.status).toBe(404);
    expect(await over.text()).toContain("This link doesn&#39;t work any more");
  });

  it("finds the link dead after three days", async () => {
    const given = { place: undefined, role: "support", here: undefined } as const;
    const person = { name: "张三", mail: "late@example.com" };
    const { token } = must(await inviteStaff(app.deps, { ...given, person }));
    const { ask } = browserWith(app);
    expect((await ask(paths.join("ops", token))).status).toBe(200);
    app.clock.advance(hours(72));
    expect((await ask(paths.join("ops", token))).status).toBe(404);
  });

  it("is told what is missing, and keeps what was typed", async () => {
    const given = { place: undefined, role: "support", here: undefined } as const;
    const unknown = { name: undefined, mail: undefined };
    const { token } = must(await inviteStaff(app.deps, { ...given, person: unknown }));
    const { ask } = browserWith(app);
    const answer = await ask(paths.join("ops", token), {
      fields: { name: "王五", mail: "nowhere", passkey_name: "key", response: "" },
    });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain("Enter an email address");
    expect(html).toContain('value="王五"');
  });
});

describe("a session", () => {
  it("gets a new token at each sign-in, and the one before is dead at once", async () => {
    const person = await owner();
    const before = person.cookie();
    expect((await person.signIn()).headers.get("location")).toBe(paths.desk("console"));
    expect(person.cookie()).not.toBe(before);
    expect((await browserWith(app, before).ask(account)).status).toBe(303);
    expect((await person.ask(account)).status).toBe(200);
  });

  it("takes no token that somebody else chose", async () => {
    const person = await owner();
    const chosen = "console=chosen-by-somebody-else-000000000000000000";
    expect((await browserWith(app, chosen).ask(account)).status).toBe(303);
    expect((await person.signIn()).headers.getSetCookie()[0]).not.toContain("chosen");
  });

  it("changes its token when its owner proves again who is there", async () => {
    const person = await owner();
    const before = person.cookie();
    expect((await person.confirm()).status).toBe(303);
    expect(person.cookie()).not.toBe(before);
    expect((await browserWith(app, before).ask(account)).status).toBe(303);
    expect((await person.ask(account)).status).toBe(200);
  });

  it("ends after 15 minutes of doing nothing, and not before", async () => {
    const person = await owner();
    for (let times = 0; times < 3; times++) {
      app.clock.advance(minutes(14));
      expect((await person.ask(account)).status).toBe(200);
    }
    app.clock.advance(minutes(15));
    expect((await person.ask(account)).headers.get("location"))
      .toBe("/console/sign-in?to=%2Fconsole%2Faccount");
  });

  it("ends after eight hours, however busy", async () => {
    const person = await owner();
    const statuses = [];
    for (let times = 0; times < 34; times++) {
      app.clock.advance(minutes(14));
      statuses.push((await person.ask(account)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    app.clock.advance(minutes(14));
    expect((await person.ask(account)).status).toBe(303);
  });

  it("ends everywhere at its owner's word, and in one browser by itself", async () => {
    const person = await owner();
    const first = person.cookie();
    await person.ask(paths.signOut("console"), {});
    expect((await browserWith(app, first).ask(account)).status).toBe(303);
    await person.signIn();
    const second = person.cookie();
    await person.ask(paths.accountSessions("console"), {});
    expect((await browserWith(app, second).ask(account)).status).toBe(303);
  });

  it("is a cookie for this host alone, out of reach of scripts and other sites' forms", async () => {
    const secure = await testApp({ config: { publicUrl: "https://pay.example" } });
    const person = await joined(secure, "admin");
    const [cookie = ""] = (await person.signIn()).headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-ops=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await secure.close();
  });
});

describe("a passkey", () => {
  it("is refused when its device did not ask who is there", async () => {
    const person = await owner();
    await person.ask(paths.signOut("console"), {});
    const answer = await person.signIn({ userVerified: false });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("That passkey wasn&#39;t accepted");
    expect((await person.signIn()).status).toBe(303);
  });

  it("is refused when it signed for another site", async () => {
    const person = await owner();
    expect((await person.signIn({ origin: "https://portal.example" })).status).toBe(422);
  });

  it("is refused when its counter went back, as a copy's would", async () => {
    const person = await owner();
    await person.signIn({ counter: 7 });
    expect((await person.signIn({ counter: 7 })).status).toBe(422);
    expect((await person.signIn({ counter: 8 })).status).toBe(303);
  });

  it("answers each challenge once", async () => {
    const person = await owner();
    const asked = await person.ask(paths.signInChallenge("console"), {});
    const response = JSON.stringify(await person.device.get(await asked.json()));
    const statuses = [];
    for (let times = 0; times < 2; times++) {
      statuses.push((await person.ask(paths.signIn("console"), { response })).status);
    }
    expect(statuses).toEqual([303, 422]);
  });

  it("answers no challenge that is older than five minutes", async () => {
    const person = await owner();
    const asked = await person.ask(paths.signInChallenge("console"), {});
    const response = JSON.stringify(await person.device.get(await asked.json()));
    app.clock.advance(minutes(5));
    expect((await person.ask(paths.signIn("console"), { response })).status).toBe(422);
  });

  it("signs in with no challenge that was given out for something else", async () => {
    const person = await owner();
    const asked = await person.ask(paths.confirmationChallenge("console"), {});
    const response = JSON.stringify(await person.device.get(await asked.json()));
    expect((await person.ask(paths.signIn("console"), { response })).status).toBe(422);
  });

  it("cannot be removed while it is the last", async () => {
    const person = await owner();
    await person.confirm();
    const [only] = await passkeysOf(person);
    const removal = paths.accountPasskeyRemoval("console", only ?? "");
    expect((await person.ask(removal, {})).status).toBe(422);
    expect(await passkeysOf(person)).toHaveLength(1);
  });
});

describe("a recovery code", () => {
  it("signs in once, and lets its owner make a new passkey", async () => {
    const person = await owner();
    await person.ask(paths.signOut("console"), {});
    const [code = ""] = person.codes;
    const fields = {
      mail: person.mail.toUpperCase(),
      code: code.toLowerCase().replaceAll("-", " "),
    };
    const entered = await person.ask(paths.signInCode("console"), fields);
    expect(entered.headers.get("location")).toBe(account);
    expect(await (await person.ask(account)).text()).toContain("9 recovery codes left");
    // A code proves less than a passkey: nothing dangerous follows it.
    expect((await person.ask(paths.staffInvitation("console"))).headers.get("location"))
      .toContain("/console/confirmation");

    const asked = await person.ask(paths.accountChallenge("console"), {});
    const response = JSON.stringify(await person.device.create(await asked.json()));
    const added = await person.ask(paths.accountPasskeys("console"), {
      passkey_name: "新手机",
      response,
    });
    expect(added.status).toBe(303);
    expect(await passkeysOf(person)).toHaveLength(2);
    expect((await person.signIn()).status).toBe(303);
    expect((await browserWith(app).ask(paths.signInCode("console"), { fields })).status).toBe(422);
  });

  it("of somebody else is refused in the same words as an invented one", async () => {
    const [one, other] = [await owner(), await owner()];
    const answers = [];
    for (
      const [mail, code] of [[one.mail, other.codes[0] ?? ""], [one.mail, "2222-2222-2222-2222"], [
        "nobody@example.com",
        one.codes[0] ?? "",
      ]]
    ) {
      const { ask } = browserWith(app);
      const answer = await ask(paths.signInCode("console"), {
        fields: { mail: mail ?? "", code: code ?? "" },
      });
      answers.push([answer.status, (await answer.text()).match(/role="alert".*?<\/div>/)?.[0]]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it("cannot be guessed for long from one place, while others and right ones go on", async () => {
    const guessing = await testApp({
      config: {
        budgets: {
          ...app.deps.config.budgets,
          sign_ins_first: { max: 2, per: minutes(10) },
          sign_ins: { max: 3, per: minutes(10) },
        },
      },
    });
    const person = await joined(guessing, "admin");
    const { ask } = browserWith(guessing);
    const guess = () =>
      ask(paths.signInCode("ops"), { fields: { mail: person.mail, code: "2222-2222-2222-2222" } });
    const statuses = [];
    for (let times = 0; times < 6; times++) statuses.push((await guess()).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await guess()).headers.get("retry-after")).toBe("600");
    await guessing.close();
  });
});

describe("a lost passkey", () => {
  it("is made up for by a new invitation, which ends all that the old one opened", async () => {
    const boss = await owner();
    const lost = await joined(app, "finance", app.merchant.merchant.merchantNo);
    await boss.confirm();
    const before = lost.cookie();
    const page = await boss.ask(paths.staffLink("console", lost.staff.staffId), {});
    const [, token = ""] = /join\/([\w-]{43})/.exec(await page.text()) ?? [];
    expect((await lost.ask(account)).status).toBe(200);
    const again = await takeUp(app, lost.staff, token);
    expect((await browserWith(app, before).ask(account)).status).toBe(303);
    expect((await lost.signIn()).status).toBe(422);
    const fields = { mail: lost.mail, code: lost.codes[0] ?? "" };
    expect((await browserWith(app).ask(paths.signInCode("console"), { fields })).status).toBe(422);
    expect((await again.signIn()).status).toBe(303);
  });
});

describe("a dangerous act", () => {
  it("wants a passkey that was used within two minutes", async () => {
    const person = await owner();
    const invitation = paths.staffInvitation("console");
    expect((await person.ask(invitation)).status).toBe(200);
    app.clock.advance(seconds(121));
    expect((await person.ask(invitation)).headers.get("location"))
      .toBe("/console/confirmation?to=%2Fconsole%2Finvitation");
    await person.confirm();
    expect((await person.ask(invitation)).status).toBe(200);
    app.clock.advance(seconds(121));
    const fields = { name: "赵六", mail: "late-act@example.com", role: "viewer" };
    expect((await person.ask(invitation, fields)).status).toBe(303);
    expect(await (await person.ask(paths.staff("console"))).text()).not.toContain("赵六");
  });

  it("is confirmed by nobody else's passkey", async () => {
    const [one, other] = [await owner(), await owner()];
    const asked = await one.ask(paths.confirmationChallenge("console"), {});
    const response = JSON.stringify(await other.device.get(await asked.json()));
    const answer = await one.ask(paths.confirmation("console"), { to: "/console", response });
    expect(answer.status).toBe(422);
  });
});

async function passkeysOf({ staff }: Person): Promise<readonly string[]> {
  const [all] = await app.deps.load(app.deps.staff.passkeys(staff.staffId));
  return all.map(({ passkeyId }) => passkeyId);
}

describe("where somebody is sent after signing in", () => {
  it("is a page of their own desk, whatever the address asks for", async () => {
    const person = await owner();
    await person.ask(paths.signOut("console"), {});
    const elsewhere = [
      "https://evil.example/console",
      "//evil.example",
      "/\\evil.example",
      "/console/..//evil.example",
      "/console%2f..%2f..",
      "javascript:alert(1)",
      "/ops/staff",
      "/consolevil",
      "",
    ];
    for (const to of elsewhere) {
      const page = await browserWith(app).ask(`/console/sign-in?to=${encodeURIComponent(to)}`);
      const [, shown] = /name="to" value="([^"]*)"/.exec(await page.text()) ?? [];
      expect([to, shown]).toEqual([to, "/console"]);
      const asked = await person.ask(paths.signInChallenge("console"), {});
      const response = JSON.stringify(await person.device.get(await asked.json()));
      const answer = await person.ask(paths.signIn("console"), { to, response });
      expect([to, answer.headers.get("location")]).toEqual([to, "/console"]);
      await person.ask(paths.signOut("console"), {});
      app.clock.advance(minutes(10));
    }
  });
});

describe("a stolen database file", () => {
  it("has no name, address, token, code or link of anybody's", async () => {
    const folder = await tempFolder();
    const file = join(folder.path, "stolen.db");
    const stolen = await testApp({ databaseUrl: `file:${file}` });
    const given = { place: undefined, role: "admin", here: undefined } as const;
    const person = { name: "欧阳甲乙", mail: "nana@secret.example" };
    const { staff, token } = must(await inviteStaff(stolen.deps, { ...given, person }));
    const nana = await takeUp(stolen, staff, token);
    const [, session = ""] = nana.cookie().split("=");
    await stolen.close();
    const bytes = await Promise.all(
      ["", "-wal"].map((end) => readFile(file + end, "latin1").catch(() => "")),
    );
    const names = [person.name, "李四"].map((name) => Buffer.from(name).toString("latin1"));
    const [code = ""] = nana.codes;
    const secrets = [...names, person.mail, token, session, code, code.replaceAll("-", "")];
    expect(secrets.every((each) => each.length > 5)).toBe(true);
    expect(bytes.join("").length).toBeGreaterThan(100_000);
    expect(secrets.filter((each) => bytes.join("").includes(each))).toEqual([]);
    await folder.remove();
  });
});
