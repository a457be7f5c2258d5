import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { raiseAlarms } from "../../core/alarm/raise_alarms.ts";
import { tellStaff } from "../../core/alert/tell_staff.ts";
import { publishDailyHead } from "../../core/audit/publish_head.ts";
import type { Mail } from "../../core/mail/mail.ts";
import { paths } from "../../core/paths.ts";
import { queryPayments } from "../../core/payment/query_payments.ts";
import { after, days, hours, minutes } from "../../core/time.ts";
import { fakeClock } from "../support/fake_clock.ts";
import { type TwoPortals, twoPortals } from "../support/portals.ts";
import { joined, type Person } from "../support/staff.ts";
import { sent, silentBank } from "../support/silent_bank.ts";
import { importAs, importZm, zmName } from "../support/reconciled.ts";
import { gbk, given, summaryText } from "../support/statement_files.ts";
import { must } from "../support/fixtures.ts";
import { byOperator } from "../../core/actor.ts";
import { importStatement } from "../../core/statement_file/import_statement.ts";
import { registerKey } from "../support/signer.ts";

let two: TwoPortals;
let admin: Person;
beforeEach(async () => {
  const endsAt = after(fakeClock().now(), days(40));
  two = await twoPortals({ credentials: [{ name: "SECRETS b", endsAt }] });
  admin = await joined(two.portals[0], "admin");
  await mailed();
});
afterEach(() => two[Symbol.asyncDispose]());

/** Both portals look at the same moment. */
async function bothLook(): Promise<void> {
  await Promise.all(two.portals.map(({ deps }) => raiseAlarms(deps)));
}

async function mailed(): Promise<readonly Mail[]> {
  const all: Mail[] = [];
  const mail = (given: Mail) => Promise.resolve(void all.push(given));
  await tellStaff({ ...two.portals[0].deps, mail });
  return all;
}

/** The types of an alarm's events. */
async function history(subject: string): Promise<readonly string[]> {
  const [types] = await two.portals[0].deps.load({
    statement: {
      sql: "select type from events where subject_id = ? order by version",
      args: [subject],
    },
    read: (rows) => rows.map((row) => String(row["type"])),
  });
  return types;
}

async function setFinished(name: string, msAgo: number): Promise<void> {
  const verdict = await two.portals[0].deps.write({
    statements: [{
      sql: `insert into jobs (name, leased_until, lease, finished_at)
        values (?, 0, 'gone', cast(unixepoch('subsec') * 1000 as integer) - ?)
        on conflict (name) do update set finished_at = excluded.finished_at`,
      args: [name, BigInt(msAgo)],
    }],
  });
  expect(verdict.type).toBe("committed");
}

describe("an alarm", () => {
  it("is told once by two processes, and again only after it was well", async () => {
    await setFinished("expire_orders", hours(1));
    await bothLook();
    two.clock.advance(minutes(1));
    await bothLook();
    expect(await mailed()).toEqual([]);
    two.clock.advance(minutes(1));
    await bothLook();
    await bothLook();
    const mails = await mailed();
    expect(mails.map((each) => each.to)).toEqual([admin.mail]);
    expect(mails[0]?.text).toContain("alarm:job_dead:expire_orders");
    expect(mails[0]?.text).toContain(paths.opsHealth());
    expect(await (await admin.ask(paths.desk("ops"))).text()).toContain(paths.opsHealth());

    await setFinished("expire_orders", 0);
    await bothLook();
    await setFinished("expire_orders", hours(1));
    for (let looks = 0; looks < 3; looks++) {
      await bothLook();
      two.clock.advance(minutes(1));
    }
    expect(await mailed()).toHaveLength(1);
    expect(await history("alarm:job_dead:expire_orders"))
      .toEqual(["alarm.raised", "alarm.ended", "alarm.raised"]);
  });

  it("is not raised by what is over soon", async () => {
    await setFinished("expire_orders", hours(1));
    await bothLook();
    await setFinished("expire_orders", 0);
    two.clock.advance(minutes(3));
    await bothLook();
    await setFinished("expire_orders", hours(1));
    await bothLook();
    expect(await history("alarm:job_dead:expire_orders")).toEqual([]);
    expect(await mailed()).toEqual([]);
  });

  it("is raised for a channel that answers nothing, and ends when it answers", async () => {
    const [app] = two.portals;
    await sent(app);
    two.clock.advance(minutes(5));
    await queryPayments(silentBank(app.deps));
    two.clock.advance(minutes(14));
    await bothLook();
    two.clock.advance(minutes(1));
    await bothLook();
    expect(await mailed()).toEqual([]);
    two.clock.advance(minutes(2));
    await bothLook();
    expect((await mailed())[0]?.text).toContain("alarm:channel_silent:sandbox");
    two.clock.advance(minutes(20));
    await queryPayments(app.deps);
    await bothLook();
    expect(await history("alarm:channel_silent:sandbox")).toEqual(["alarm.raised", "alarm.ended"]);
  });

  it("is raised when the audit head was not published for a day", async () => {
    const [app] = two.portals;
    await bothLook();
    await publishDailyHead(app.deps);
    two.clock.advance(days(1));
    await bothLook();
    two.clock.advance(hours(1));
    await bothLook();
    expect(await history("alarm:head_unpublished:audit")).toEqual([]);
    two.clock.advance(days(1));
    await bothLook();
    two.clock.advance(minutes(2));
    await bothLook();
    expect((await mailed())[0]?.text).toContain("alarm:head_unpublished:audit");
    await publishDailyHead(app.deps);
    await bothLook();
    expect(await history("alarm:head_unpublished:audit")).toEqual(["alarm.raised", "alarm.ended"]);
  });

  it("is raised 30, 7 and 1 days before a secret ends and when it has, each once", async () => {
    const subjects = [30, 7, 1, 0].map((left) => `alarm:credential_ends:SECRETS b:${left}d`);
    const told: string[] = [];
    for (const daysOn of [9, 1, 22, 1, 6, 1, 1]) {
      two.clock.advance(days(daysOn));
      await bothLook();
      two.clock.advance(minutes(2));
      await bothLook();
      await publishDailyHead(two.portals[0].deps);
      const texts = (await mailed()).map(({ text }) => text);
      told.push(subjects.filter((each) => texts.some((text) => text.includes(each))).join());
    }
    expect(told).toEqual(["", subjects[0], "", subjects[1], subjects[2], subjects[3], ""]);
    expect(await history(subjects[0] ?? "")).toEqual(["alarm.raised", "alarm.ended"]);
    expect(await history(subjects[3] ?? "")).toEqual(["alarm.raised"]);

    const page = await (await admin.ask(paths.signIn("ops"))).text();
    expect(page).not.toContain("SECRETS b");
    await admin.signIn();
    const health = await (await admin.ask(paths.opsHealth())).text();
    expect(health).toContain("SECRETS b: has ended");
  });

  it("is raised when a difference is past its due time, and not before", async () => {
    const [app] = two.portals;
    await importZm(app, [{ orderNo: "OF-NOBODY", amount: 100 }, { orderNo: "OF-NONE", amount: 1 }]);
    const subject = "alarm:difference_overdue:all";
    two.clock.advance(days(2));
    await bothLook();
    two.clock.advance(minutes(3));
    await bothLook();
    expect(await history(subject)).toEqual([]);
    two.clock.advance(days(1));
    await bothLook();
    two.clock.advance(minutes(3));
    await bothLook();
    expect(await history(subject)).toEqual(["alarm.raised"]);
    const texts = (await mailed()).map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringContaining(paths.opsDifferences()));
  });

  it("is raised when a day's files have differed from its summary for an hour, and ends by itself", async () => {
    const [app] = two.portals;
    const { merchantNo } = app.merchant;
    const summary = gbk(summaryText({ lines: 2, amount: 300, fee: 0, merchantNo }));
    const file = given(`RD201026112001_${merchantNo}`, summary);
    await importZm(app, [{ orderNo: "OF-NOBODY", amount: 100, fee: 0 }]);
    const by = { beside: [], merchantNo: undefined, by: byOperator };
    must(await importStatement(app.deps, { file, ...by }));
    const subject = "alarm:summary_differs:2026-11-20";
    for (const wait of [minutes(50), minutes(3)]) {
      two.clock.advance(wait);
      await bothLook();
    }
    expect(await history(subject)).toEqual([]);
    for (const wait of [minutes(7), minutes(2)]) {
      two.clock.advance(wait);
      await bothLook();
    }
    expect(await history(subject)).toEqual(["alarm.raised"]);
    const texts = (await mailed()).map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringContaining(paths.opsQueue("summaries")));
    expect(texts).toContainEqual(expect.stringContaining(subject));
    const name = zmName(app).replace("88ZM", "89ZM");
    await importAs(app, { name, lines: [{ orderNo: "NOR-OF-THEM", amount: 200, fee: 0 }] });
    await bothLook();
    expect(await history(subject)).toEqual(["alarm.raised", "alarm.ended"]);
  });

  it("is raised when a merchant number's last key retires soon, and told to its own people too", async () => {
    const [app] = two.portals;
    const owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
    await mailed();
    const retireAt = new Date(app.deps.now() + days(20)).toISOString();
    await registerKey(app, "EdDSA", app.merchant, { retire_at: retireAt });
    two.clock.advance(days(5));
    await bothLook();
    two.clock.advance(days(2));
    await bothLook();
    two.clock.advance(minutes(2));
    await bothLook();
    const subject = `alarm:key_ends:${app.merchant.merchantNo}`;
    const mails = await mailed();
    expect(mails.map((each) => each.to).sort()).toEqual([admin.mail, owner.mail].sort());
    await registerKey(app, "EdDSA");
    await bothLook();
    expect(await history(subject)).toEqual(["alarm.raised", "alarm.ended"]);
  });
});
