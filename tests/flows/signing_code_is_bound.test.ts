import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byConsumer } from "../../core/actor.ts";
import type { EnteredByApp } from "../../core/consumer/enter_by_app.ts";
import { withPhone } from "../../core/consumer/with_phone.ts";
import type { Id } from "../../core/id.ts";
import { viewSigning } from "../../core/signing/view_signing.ts";
import { minutes } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import {
  agree,
  approvedPlan,
  codeFor,
  entered,
  openedSigning,
  readSigning,
  wrongCode,
} from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let planId: string;
beforeEach(async () => {
  app = await testApp();
  planId = await approvedPlan(app, { verify_phone: true });
});
afterEach(() => app.close());

describe("a code among others, and its phone", () => {
  it("expires after five minutes; another that is sent leaves it good, and ends with it", async () => {
    const { signing_id } = await open("c-1");
    const person = await entered(app, "person_a");
    const old = await codeFor(app, signing_id, person);
    app.clock.advance(minutes(5));
    expect(await agree(app, signing_id, person, { smsCode: old })).toMatchObject({
      error: { code: "phone_code_over" },
    });
    const earlier = await codeFor(app, signing_id, person);
    await codeFor(app, signing_id, person);
    must(await agree(app, signing_id, person, { smsCode: earlier }));
    expect(await codesOf(signing_id, person)).toEqual([]);
  });

  it("is good for the phone that it was sent to, and for no other of the same person", async () => {
    const { signing_id } = await open("c-1");
    const person = await entered(app, "person_a");
    const toOldPhone = await codeFor(app, signing_id, person);
    await reportPhone(person, "19900000099");
    expect(await agree(app, signing_id, person, { smsCode: toOldPhone })).toMatchObject({
      error: { code: "phone_code_over" },
    });
    const { sessionToken: session } = person;
    expect(must(await viewSigning(app.deps, { signingId: signing_id, session })).code)
      .toBeUndefined();
  });

  it("does not sign when the phone changes in the middle of it", async () => {
    const { signing_id } = await open("c-1");
    const person = await entered(app, "person_a");
    const smsCode = await codeFor(app, signing_id, person);
    const before = app.deps.commit;
    let changed = false;
    const deps: TestApp["deps"] = {
      ...app.deps,
      commit: async (events) => {
        if (!changed && events[0]?.type === "signing.confirmed") {
          changed = true;
          await reportPhone(person, "19900000099");
        }
        return await before(events);
      },
    };
    expect(await agree({ ...app, deps }, signing_id, person, { smsCode })).toMatchObject({
      error: { code: "phone_code_over" },
    });
    expect(changed).toBe(true);
    expect((await readSigning(app, signing_id)).state).toBe("open");
  });

  it("signs once, also when the channel refused what it signed while another press was on its way", async () => {
    const plan = await approvedPlan(app, {
      title: "MAGIC-SIGN-REFUSED 会员",
      verify_phone: true,
    });
    const { signing_id } = await openedSigning(app, { plan_id: plan, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    const smsCode = await codeFor(app, signing_id, person);
    const before = app.deps.commit;
    const first: unknown[] = [];
    const deps: TestApp["deps"] = {
      ...app.deps,
      commit: async (events) => {
        if (first.length === 0 && events[0]?.type === "signing.confirmed") {
          first.push(await agree(app, signing_id, person, { smsCode }));
        }
        return await before(events);
      },
    };
    expect(await agree({ ...app, deps }, signing_id, person, { smsCode })).toMatchObject({
      error: { code: "phone_code_over" },
    });
    expect(first).toMatchObject([{ error: { code: "channel_refused" } }]);
  });

  it("is guessed at ten times an hour a phone, however many codes and signings", async () => {
    const signings = await Promise.all(["1", "2", "3"].map(open));
    const person = await entered(app, "person_a");
    const answers: string[] = [];
    let smsCode = "";
    for (const { signing_id } of signings) {
      smsCode = await codeFor(app, signing_id, person);
      for (let i = 0; i < 4; i++) {
        const answer = await agree(app, signing_id, person, { smsCode: wrongCode(smsCode) });
        answers.push(answer.ok ? "signed" : answer.error.code);
      }
    }
    expect(answers.filter((code) => code === "phone_code_wrong")).toHaveLength(10);
    expect(answers.slice(10)).toEqual(["phone_tries_over", "phone_tries_over"]);
    const last = signings[2]!.signing_id;
    expect(await agree(app, last, person, { smsCode })).toMatchObject({
      error: { code: "phone_tries_over" },
    });
    const other = await entered(app, "person_b");
    const theirs = await codeFor(app, last, other);
    must(await agree(app, last, other, { smsCode: theirs }));
  });

  it("costs its phone no try when it is right", async () => {
    const person = await entered(app, "person_a");
    for (let i = 0; i < 4; i++) {
      const own = await approvedPlan(app, { title: `会员茶${i}`, verify_phone: true });
      const { signing_id } = await openedSigning(app, { plan_id: own, contract_code: `r-${i}` });
      const smsCode = await codeFor(app, signing_id, person);
      for (let wrong = 0; wrong < 2; wrong++) {
        expect(await agree(app, signing_id, person, { smsCode: wrongCode(smsCode) }))
          .toMatchObject({ error: { code: "phone_code_wrong" } });
      }
      must(await agree(app, signing_id, person, { smsCode }));
    }
  });

  it("loses a try to every guess, as do the others that are still good", async () => {
    const { signing_id } = await open("c-1");
    const person = await entered(app, "person_a");
    const earlier = await codeFor(app, signing_id, person);
    const later = await codeFor(app, signing_id, person);
    const wrong = ["000000", "000001", "000002"].find((code) => code !== earlier && code !== later);
    for (let i = 0; i < 5; i++) {
      expect(await agree(app, signing_id, person, { smsCode: wrong! })).toMatchObject({
        error: { code: "phone_code_wrong", tries_left: 4 - i },
      });
    }
    for (const smsCode of [earlier, later]) {
      expect(await agree(app, signing_id, person, { smsCode })).toMatchObject({
        error: { code: "phone_code_tries_over" },
      });
    }
    const fresh = await codeFor(app, signing_id, person);
    must(await agree(app, signing_id, person, { smsCode: fresh }));
  });
});

function open(contractCode: string) {
  return openedSigning(app, { plan_id: planId, contract_code: contractCode });
}

async function codesOf(signingId: Id<"sgn">, { consumer: { consumerId } }: EnteredByApp) {
  const [codes] = await app.deps.load(
    app.deps.signings.codes(signingId, consumerId, app.clock.now()),
  );
  return codes;
}

/** As when they come in from the app again, which names another phone than before. */
async function reportPhone({ consumer: { consumerId } }: EnteredByApp, phone: string) {
  const [found] = await app.deps.load(app.deps.consumers.byId(consumerId));
  if (!found) throw new Error("Nobody is there");
  const consumer = await withPhone(app.deps, found.consumer, phone);
  await app.deps.commit([{
    type: "consumer.changed",
    consumer: { ...consumer, version: consumer.version + 1 },
    eventId: app.deps.newId("evt"),
    at: app.clock.now(),
    by: byConsumer(consumerId),
  }]);
}
