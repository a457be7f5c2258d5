import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
import { consumerOfSession, leave } from "../../core/session/consumer_of_session.ts";
import { enterByApp } from "../../core/consumer/enter_by_app.ts";
import { SESSION_IDLE } from "../../core/session/session.ts";
import { tellAfterCharge } from "../../core/consumer/tell_after_charge.ts";
import { viewSigning } from "../../core/signing/view_signing.ts";
import { minutes } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { agree, approvedPlan, codeFor, entered, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("entering from the app", () => {
  it("makes one consumer of one person, whose name, phone and number are sealed", async () => {
    const [first, second] = await Promise.all([
      entered(app, "person_a"),
      entered(app, "person_a"),
    ]);
    expect(second.consumer.consumerId).toBe(first.consumer.consumerId);
    expect(second.sessionToken).not.toBe(first.sessionToken);
    expect(first.sessionToken).toMatch(/^[0-9A-Za-z_-]{43}$/);
    const { name, phone, idNumber } = personOf("person_a")!;
    const kept = JSON.stringify(first.consumer);
    for (const secret of [name, phone, idNumber]) expect(kept).not.toContain(secret);
  });

  it("accepts a code once, and an unknown code never", async () => {
    const code = await makeAppCode(app.deps, "person_a");
    must(await enterByApp(app.deps, byApp(code)));
    expect(await enterByApp(app.deps, byApp(code))).toMatchObject({
      error: { code: "app_code_refused" },
    });
    const silent = { ...app.deps, http: () => Promise.reject(new Error("no answer")) };
    expect(await enterByApp(silent, byApp(code))).toMatchObject({
      error: { code: "app_not_answering" },
    });
  });

  it("starts a session that ends when idle, after eight hours, and on signing out", async () => {
    const { sessionToken, consumer } = await entered(app, "person_a");
    const there = () => consumerOfSession(app.deps, sessionToken);
    for (let minute = 0; minute < 8 * 60; minute += 10) {
      expect((await there())?.consumer.consumerId).toBe(consumer.consumerId);
      app.clock.advance(minutes(10));
    }
    expect(await there()).toBeUndefined();

    const idle = await entered(app, "person_a");
    app.clock.advance(SESSION_IDLE);
    expect(await consumerOfSession(app.deps, idle.sessionToken)).toBeUndefined();

    const left = await entered(app, "person_a");
    await leave(app.deps, left.sessionToken);
    expect(await consumerOfSession(app.deps, left.sessionToken)).toBeUndefined();
    expect(await consumerOfSession(app.deps, "nobody's")).toBeUndefined();
  });

  it("keeps no token, and the cards only sealed", async () => {
    const { sessionToken, cards } = await entered(app, "person_a");
    expect((await consumerOfSession(app.deps, sessionToken))?.cards).toEqual(cards);
    const [rows] = await app.deps.load({
      statement: {
        sql: "select token_digest, sealed from consumer_sessions, consumer_cards",
        args: [],
      },
      read: (found) => JSON.stringify(found),
    });
    for (const secret of [sessionToken, "sbxcard"]) expect(rows).not.toContain(secret);
    // Four digits may be inside a digest by chance, but never alone.
    expect(rows).not.toMatch(/\b0014\b/);
  });

  it("seals what has changed about a person again, and keeps their message setting", async () => {
    const { consumer } = await entered(app, "person_a");
    must(await tellAfterCharge(app.deps, { consumerId: consumer.consumerId, wanted: true }));
    const moved = {
      ...app.deps,
      channels: {
        sandbox: {
          ...app.deps.channels.sandbox!,
          contracts: {
            ...app.deps.channels.sandbox!.contracts!,
            readIdentity: () =>
              Promise.resolve({
                type: "known" as const,
                person: {
                  channelUserId: "person_a",
                  name: "测试甲",
                  phone: "19900000009",
                  idNumber: personOf("person_a")!.idNumber,
                  cards: [],
                },
              }),
          },
        },
      },
    };
    const after = must(await enterByApp(moved, byApp(await makeAppCode(app.deps, "person_a"))));
    expect(after.consumer).toMatchObject({
      consumerId: consumer.consumerId,
      tellAfterCharge: true,
      version: 3,
    });
    expect(after.consumer.sealedPhone).not.toBe(consumer.sealedPhone);
  });
});

describe("viewSigning", () => {
  it("is one round trip, with and without a session", async () => {
    const planId = await approvedPlan(app, { verify_phone: true });
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    await codeFor(app, signing_id, person);
    const look = async (session: string | undefined) => {
      const before = app.roundTrips();
      const view = must(await viewSigning(app.deps, { signingId: signing_id, session }));
      return { view, trips: app.roundTrips() - before };
    };
    const outside = await look(undefined);
    expect([outside.trips, outside.view.standing.state, outside.view.consumer]).toEqual([
      1,
      "outside",
      undefined,
    ]);
    expect(outside.view.shown.en.lines.from).toBe(
      "Charged to the card you choose. Every charge is listed in My contracts.",
    );
    const inside = await look(person.sessionToken);
    expect([inside.trips, inside.view.standing.state]).toEqual([1, "ready"]);
    expect(inside.view).toMatchObject({
      consumer: {
        maskedName: "测*",
        maskedPhone: "199****0001",
        maskedIdNumber: "000*************15",
      },
      card: { token: "sbxcard_a_debit" },
      code: { sentAt: app.clock.now() },
    });
    expect(inside.view.mark).not.toBe(outside.view.mark);
  });

  it("knows who had already signed, and shows a contract only to its signer", async () => {
    const planId = await approvedPlan(app);
    const first = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const second = await openedSigning(app, { plan_id: planId, contract_code: "c-2" });
    const [mine, theirs] = [await entered(app, "person_a"), await entered(app, "person_b")];
    const { contract } = must(await agree(app, first.signing_id, mine));
    const view = async (signingId: `sgn_${string}`, session: string | undefined) =>
      must(await viewSigning(app.deps, { signingId, session }));

    expect((await view(first.signing_id, mine.sessionToken)).contract).toEqual(contract);
    const foreign = await view(first.signing_id, theirs.sessionToken);
    expect([foreign.contract, foreign.standing]).toMatchObject([undefined, {
      state: "signed",
      mine: false,
    }]);
    expect((await view(second.signing_id, mine.sessionToken)).standing).toEqual({
      state: "already_signed",
      contractId: contract?.contractId,
    });
    expect((await view(second.signing_id, theirs.sessionToken)).standing.state).toBe("ready");
    expect(
      await viewSigning(app.deps, {
        signingId: "sgn_01KAG8M0000000000000000099",
        session: undefined,
      }),
    ).toMatchObject({ error: { code: "signing_not_found" } });
  });
});

const byApp = (code: string) => ({
  code,
  parameter: "app_code" as const,
  browser: { client: "Chrome · Android" },
});
