import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import { sendSignInCode } from "../../core/consumer/send_sign_in_code.ts";
import { signInByPhone } from "../../core/consumer/sign_in_by_phone.ts";
import { askErasure } from "../../core/erasure/ask_erasure.ts";
import { LOOK_EVERY } from "../../core/erasure/erasure.ts";
import type { ConsumerId, ContractId } from "../../core/id.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { askRecoveryHere } from "../../core/recovery/ask_recovery.ts";
import { RECOVERY_WAIT } from "../../core/recovery/recovery.ts";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { milliseconds } from "../../core/time.ts";
import { lastCodeFor, messagesOf } from "../../sandbox/bank/inbox.ts";
import { signedContract } from "../support/contracts.ts";
import { signAtBank } from "../support/deductions.ts";
import { type DoomedAct, doomedActs } from "../support/doomed_person.ts";
import { must } from "../support/fixtures.ts";
import { tempFolder } from "../support/server.ts";
import { sessionFor } from "../support/sessions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { INSTALLED } from "../support/installed.ts";

const SCRIPT = new URL("../support/doomed_person.ts", import.meta.url).pathname;
/** More than any of them writes. */
const WRITES_MAX = 30;

let folder: Awaited<ReturnType<typeof tempFolder>>;
let databaseUrl: string;
let app: TestApp;
beforeAll(async () => {
  folder = await tempFolder();
  databaseUrl = `file:${join(folder.path, "test.db")}`;
  app = await testApp({ databaseUrl });
});
afterAll(async () => {
  await app.close();
  await folder.remove();
});

let people = 0;

interface Somebody {
  readonly consumerId: string;
  readonly phone: string;
  readonly session: string;
  readonly contracts: readonly ContractId[];
}

/** Signed in by their phone and by a passkey, with two contracts. */
async function somebody(): Promise<Somebody> {
  const phone = `1990001${`${++people}`.padStart(4, "0")}`;
  const source = `${people}`;
  const device = undefined;
  const attempt = must(await sendSignInCode(app.deps, { phone, source, device, lang: "en" }));
  const typed = await lastCodeFor(app.deps, phone) ?? "";
  const browser = { client: "Chrome", lang: "en" } as const;
  const byPhone = must(await signInByPhone(app.deps, { attempt, typed, browser, source, device }));
  const { consumerId } = (await consumerOfSession(app.deps, byPhone.sessionToken))!.consumer;
  const contracts = [
    await contractOf(consumerId),
    await contractOf(consumerId),
  ];
  return { consumerId, phone, session: await sessionFor(app, consumerId), contracts };
}

/** One that the bank knows, so that it can be ended there. */
async function contractOf(consumerId: ConsumerId): Promise<ContractId> {
  const contractId = app.deps.newId("ctr");
  const channelContractNo = await signAtBank(app, contractId, app.merchant);
  await signedContract(app, { contractId, consumerId, channelContractNo });
  return contractId;
}

/** What has to have been asked for before. */
const before: Readonly<Record<DoomedAct, (of: Somebody) => Promise<unknown>>> = {
  close_charging: async () => {},
  lose_phone: async () => {},
  recover: async ({ session }) => {
    must(await losePhone(app.deps, { session }));
    const here = await consumerOfSession(app.deps, session);
    must(await askRecoveryHere(app.deps, here!));
    await tellConsumers(app.deps);
    app.clock.advance(milliseconds(RECOVERY_WAIT));
  },
  erase: async ({ session }) => {
    const here = await consumerOfSession(app.deps, session);
    must(await askErasure(app.deps, here!));
  },
};

const happens: Readonly<Record<DoomedAct, string>> = {
  close_charging: "consumer.charging_closed",
  lose_phone: "consumer.phone_lost",
  recover: "consumer.recovered",
  erase: "consumer.erased",
};

/** How it all stands: where it happened, all of it, else nothing. */
async function standing({ consumerId }: Somebody, act: DoomedAct) {
  const [row] = await rows(
    `select
      (select count(*) from events where subject_id = ?1 and type = ?2) as happened,
      (select json_group_array(state || coalesce(' ' || (select group_concat(j.value ->> 'reason')
        from json_each(c.suspensions) j), '')) from contracts c where consumer_id = ?1) as contracts,
      (select count(*) from consumer_sessions where consumer_id = ?1) as sessions,
      (select count(*) from identities where consumer_id = ?1) as identities,
      (select json_group_array(kind) from account_messages
        where consumer_id = ?1) as told,
      c.charging_closed_at is not null as closed, c.phone_lost_at is not null as lost
      from consumers c where consumer_id = ?1`,
    [consumerId, happens[act]],
  );
  const { contracts, told, ...counts } = row ?? {};
  const contractsNow: readonly string[] = JSON.parse(String(contracts));
  const kinds: readonly string[] = JSON.parse(String(told));
  return { ...counts, contracts: contractsNow, told: kinds.toSorted() };
}

async function rows(sql: string, args: readonly string[]) {
  const [found] = await app.deps.load({
    statement: { sql, args },
    read: (all) => all.map((each) => ({ ...each })),
  });
  return found;
}

const active = ["active", "active"];
const all = (state: string) => [state, state];
const onPhone = { sessions: 2, identities: 1, closed: 0, lost: 0 };

const nothing: Readonly<Record<DoomedAct, object>> = {
  close_charging: { ...onPhone, happened: 0, contracts: active, told: [] },
  lose_phone: { ...onPhone, happened: 0, contracts: active, told: [] },
  recover: {
    happened: 0,
    contracts: all("suspended phone_lost"),
    sessions: 1,
    lost: 1,
    told: ["phone_lost", "recovery_asked"],
  },
  erase: { happened: 0, identities: 1, sessions: 2 },
};
const everything: Readonly<Record<DoomedAct, object>> = {
  close_charging: {
    ...onPhone,
    happened: 1,
    closed: 1,
    contracts: all("suspended charging_closed"),
    told: ["charging_closed"],
  },
  lose_phone: {
    ...onPhone,
    happened: 1,
    sessions: 1,
    lost: 1,
    contracts: all("suspended phone_lost"),
    told: ["phone_lost"],
  },
  recover: {
    happened: 1,
    contracts: active,
    sessions: 0,
    lost: 0,
    told: ["phone_lost", "recovered", "recovery_asked"],
  },
  erase: { happened: 1, identities: 0, sessions: 0, contracts: all("terminated"), told: [] },
};

/** True when it was killed, false when it had ended before. */
async function killedAfter(act: DoomedAct, { session }: Somebody, writes: number) {
  const given = [databaseUrl, act, session, `${writes}`, `${app.clock.now()}`];
  const doomed = spawn(process.execPath, ["run", INSTALLED, "-A", "--no-check", SCRIPT, ...given], {
    stdio: "ignore",
  });
  const ended = await new Promise<string>((resolve) =>
    doomed.once("exit", (code, signal) => resolve(signal ?? `${code}`))
  );
  expect(["SIGKILL", "0"]).toContain(ended);
  return ended === "SIGKILL";
}

/** Whoever was interrupted does it again, and what runs by itself runs. */
async function again(act: DoomedAct, { session }: Somebody): Promise<void> {
  const act2: (deps: TestApp["deps"], session: string) => Promise<unknown> = doomedActs[act];
  await act2(app.deps, session);
  for (let turns = 0; turns < 3; turns++) {
    app.clock.advance(LOOK_EVERY);
    await app.settle();
  }
}

async function toldOf({ contracts }: Somebody) {
  const found = await rows(
    `select subject_id || ' ' || type as told, count(*) as times from events
      where subject_id in (?1, ?2) and type in ('contract.suspended', 'contract.resumed', 'contract.terminated')
      group by told`,
    contracts,
  );
  return found.map(({ told, times }) => `${String(told).split(" ")[1]} ${times}`).toSorted();
}

const merchantIsTold: Readonly<Record<DoomedAct, readonly string[]>> = {
  close_charging: all("contract.suspended 1"),
  lose_phone: all("contract.suspended 1"),
  recover: [...all("contract.resumed 1"), ...all("contract.suspended 1")],
  erase: all("contract.terminated 1"),
};

describe("a process that is killed after each of its writes", () => {
  it.each(Object.keys(doomedActs) as DoomedAct[])(
    "leaves nothing of it or all, and what is left is done once: %s",
    async (act) => {
      const left: number[] = [];
      let killed = true;
      for (let writes = 0; killed; writes++) {
        expect(writes).toBeLessThan(WRITES_MAX);
        const of = await somebody();
        await before[act](of);
        killed = await killedAfter(act, of, writes);
        const { happened } = await standing(of, act) as { readonly happened?: number };
        expect(await standing(of, act)).toMatchObject((happened ? everything : nothing)[act]);
        left.push(Number(happened));
        await again(act, of);
        expect(await standing(of, act)).toMatchObject(everything[act]);
        expect(await toldOf(of)).toEqual(merchantIsTold[act]);
        // Both contracts are of one shop, so what is said of them is the same.
        const texts = (await messagesOf(app.deps, of.phone, 50)).map(({ text }) => text)
          .filter((text) => !text.includes("会员续杯"));
        expect(new Set(texts).size).toBe(texts.length);
      }
      // It was killed before and after.
      expect(new Set(left)).toEqual(new Set([0, 1]));
    },
  );
});
