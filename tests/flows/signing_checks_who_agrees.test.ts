import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
import { retirePlan } from "../../core/plan/retire_plan.ts";
import { sendSigningCode } from "../../core/signing/send_signing_code.ts";
import { viewSigning } from "../../core/signing/view_signing.ts";
import { hours, minutes } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import {
  agree,
  approvedPlan,
  codeFor,
  entered,
  idOf,
  openedSigning,
  readSigning,
  wrongCode,
} from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("the code on the phone", () => {
  let planId: string;
  beforeEach(async () => {
    planId = await approvedPlan(app, { verify_phone: true });
  });

  it("says what it signs, for whom and how much, and on which site it works", async () => {
    const { signing_id } = await open("c-1");
    const { consumer } = await entered(app, "person_a");
    const texts: string[] = [];
    const heard = {
      ...app.deps,
      sms: ({ text }: { readonly text: string }) => Promise.resolve(void texts.push(text)),
    };
    const { consumerId } = consumer;
    must(await sendSigningCode(heard, { signingId: signing_id, consumerId, lang: "zh" }));
    const sent = must(
      await sendSigningCode(heard, { signingId: signing_id, consumerId, lang: "en" }),
    );
    const [zh = "", en = ""] = texts;
    const codes = texts.map((text) => /#(\d{6})$/.exec(text)?.[1]);
    expect(zh).toBe(
      `【Countersign】签约码 ${
        codes[0]
      }：允许清风茶馆 Breeze Teahouse免密扣款，每次≤¥100.00，每天≤¥1,234.50。本次不扣款。勿告诉任何人。\n@portal.test #${
        codes[0]
      }`,
    );
    expect(en).toBe(
      `Countersign: ${
        codes[1]
      } is your code to SIGN. It lets 清风茶馆 Breeze Teahouse charge up to ¥100.00 each time and ¥1,234.50 a day. Nothing is charged now. Don't share it.\n@portal.test #${
        codes[1]
      }`,
    );
    expect(sent.maskedPhone).toBe("199****0001");
  });

  it("signs once", async () => {
    const { signing_id } = await open("c-1");
    const person = await entered(app, "person_a");
    expect(await agree(app, signing_id, person)).toMatchObject({
      error: { code: "phone_code_required" },
    });
    expect(await agree(app, signing_id, person, { smsCode: "123456" })).toMatchObject({
      error: { code: "phone_code_over" },
    });
    const smsCode = await codeFor(app, signing_id, person);
    const { contract } = must(await agree(app, signing_id, person, { smsCode }));
    expect(contract?.state).toBe("active");
    const [left] = await app.deps.load(
      app.deps.signings.codes(signing_id, person.consumer.consumerId, app.clock.now()),
    );
    expect(left).toEqual([]);
  });

  it("may be typed with dashes, spaces and the digits of any keyboard, and costs no try", async () => {
    const fullWidth = (code: string) =>
      code.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    const typed = [
      (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`,
      (code: string) => ` ${code.slice(0, 3)} ${code.slice(3)} `,
      fullWidth,
      (code: string) => `${fullWidth(code.slice(0, 3))}－${fullWidth(code.slice(3))}`,
    ];
    for (const [i, write] of typed.entries()) {
      const own = await approvedPlan(app, { title: `会员${i}`, verify_phone: true });
      const { signing_id } = await openedSigning(app, {
        plan_id: own,
        contract_code: `typed-${i}`,
      });
      const person = await entered(app, "person_a");
      const smsCode = await codeFor(app, signing_id, person);
      for (const slip of ["12345", "1234567", "abcdef", "１２３４５"]) {
        expect(await agree(app, signing_id, person, { smsCode: slip })).toMatchObject({
          error: { code: "phone_code_wrong", tries_left: undefined },
        });
      }
      expect(await agree(app, signing_id, person, { smsCode: " － " })).toMatchObject({
        error: { code: "phone_code_required" },
      });
      const wrong = write(wrongCode(smsCode));
      expect(await agree(app, signing_id, person, { smsCode: wrong })).toMatchObject({
        error: { code: "phone_code_wrong", tries_left: 4 },
      });
      must(await agree(app, signing_id, person, { smsCode: write(smsCode) }));
    }
  });

  it("opens no other signing, and works for no one else", async () => {
    const [one, two] = [await open("c-1"), await open("c-2")];
    const [mine, theirs] = [await entered(app, "person_a"), await entered(app, "person_b")];
    const smsCode = await codeFor(app, one.signing_id, mine);
    const elsewhere = await agree(app, two.signing_id, mine, { smsCode });
    expect(elsewhere).toMatchObject({ error: { code: "phone_code_over" } });
    const stolen = await agree(app, one.signing_id, theirs, { smsCode });
    expect(stolen).toMatchObject({ error: { code: "phone_code_over" } });
    must(await agree(app, one.signing_id, mine, { smsCode }));
  });

  it("is compared five times and no more, however many guess at once", async () => {
    const { signing_id } = await open("c-1");
    const person = await entered(app, "person_a");
    const smsCode = await codeFor(app, signing_id, person);
    const guesses = await Promise.all(
      Array.from(
        { length: 40 },
        () => agree(app, signing_id, person, { smsCode: wrongCode(smsCode) }),
      ),
    );
    const codes = guesses.map((each) => each.ok ? "signed" : each.error.code);
    expect(codes.filter((code) => code === "phone_code_wrong")).toHaveLength(5);
    expect(codes.filter((code) => code === "phone_code_tries_over")).toHaveLength(35);
    const right = await agree(app, signing_id, person, { smsCode });
    expect(right).toMatchObject({ error: { code: "phone_code_tries_over" } });
    expect((await readSigning(app, signing_id)).state).toBe("open");

    const fresh = await codeFor(app, signing_id, person);
    must(await agree(app, signing_id, person, { smsCode: fresh }));
  });

  it("counts down what is left", async () => {
    const { signing_id } = await open("c-1");
    const person = await entered(app, "person_a");
    const smsCode = wrongCode(await codeFor(app, signing_id, person));
    const left = [];
    for (let i = 0; i < 5; i++) {
      const answer = await agree(app, signing_id, person, { smsCode });
      if (!answer.ok && "tries_left" in answer.error) left.push(answer.error.tries_left);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
  });

  it("is sent to one person at most ten times in any hour, whatever they sign, even concurrently", async () => {
    const signings = await Promise.all(["1", "2", "3"].map(open));
    const { consumer: { consumerId } } = await entered(app, "person_a");
    const send = (i: number) =>
      sendSigningCode(app.deps, {
        signingId: signings[i % 3]!.signing_id,
        consumerId,
        lang: "zh" as const,
      });
    for (let i = 0; i < 4; i++) must(await send(i));
    app.clock.advance(minutes(20));
    const more = await Promise.all(Array.from({ length: 20 }, (_, i) => send(i)));
    expect(more.filter((each) => each.ok)).toHaveLength(6);
    expect(more.find((each) => !each.ok)).toMatchObject({
      error: { code: "phone_codes_too_many" },
    });
    const later = await open("later");
    app.clock.advance(hours(1));
    const over = await sendSigningCode(app.deps, {
      signingId: later.signing_id,
      consumerId,
      lang: "zh",
    });
    expect(over).toMatchObject({ error: { code: "signing_not_open" } });
    const again = await open("again");
    must(
      await sendSigningCode(app.deps, { signingId: again.signing_id, consumerId, lang: "zh" }),
    );
  });

  it("says that no message went out when none did", async () => {
    const { signing_id } = await open("c-1");
    const { consumer: { consumerId } } = await entered(app, "person_a");
    const mute = { ...app.deps, sms: () => Promise.reject(new Error("no provider")) };
    const sent = await sendSigningCode(mute, { signingId: signing_id, consumerId, lang: "zh" });
    expect(sent).toMatchObject({ error: { code: "message_not_sent" } });
  });

  it("is not sent for a plan that has gone out of force", async () => {
    const { signing_id } = await open("c-1");
    const { consumer: { consumerId } } = await entered(app, "person_a");
    must(await retirePlan(app.deps, idOf<"pln">(planId)));
    const sent = await sendSigningCode(app.deps, { signingId: signing_id, consumerId, lang: "zh" });
    expect(sent).toMatchObject({ error: { code: "plan_not_approved", state: "retired" } });
    expect(await lastCodeFor(app.deps, personOf("person_a")!.phone)).toBeUndefined();
  });

  it("is not sent for a plan that requires none", async () => {
    const plain = await approvedPlan(app, { title: "会员点心" });
    const { signing_id } = await openedSigning(app, { plan_id: plain, contract_code: "c-1" });
    const { consumer: { consumerId } } = await entered(app, "person_a");
    const sent = await sendSigningCode(app.deps, { signingId: signing_id, consumerId, lang: "zh" });
    expect(sent).toMatchObject({ error: { code: "phone_code_not_needed" } });
    expect(await lastCodeFor(app.deps, personOf("person_a")!.phone)).toBeUndefined();
  });

  const open = (contractCode: string) =>
    openedSigning(app, { plan_id: planId, contract_code: contractCode });
});

describe("the ID number", () => {
  it("must be this person's own; spaces, dashes, full-width digits and a small x do not matter", async () => {
    const planId = await approvedPlan(app, { verify_id_number: true });
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    const refused = async (idNumber: string | undefined) => {
      const answer = await agree(app, signing_id, person, { idNumber });
      return answer.ok ? "signed" : answer.error.code;
    };
    expect(await refused(undefined)).toBe("id_number_required");
    expect(await refused(personOf("person_b")!.idNumber)).toBe("id_number_wrong");
    const { idNumber } = personOf("person_a")!;
    const typed = `${idNumber.slice(0, 6)} ${idNumber.slice(6, 14)}－${idNumber.slice(14)}`
      .replaceAll("1", "１").toLowerCase();
    expect(await refused(typed)).toBe("signed");
  });

  it("is compared five times per signing and person", async () => {
    const planId = await approvedPlan(app, { verify_id_number: true });
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => agree(app, signing_id, person, { idNumber: "1" })),
    );
    const wrong = guesses.filter((each) => !each.ok && each.error.code === "id_number_wrong");
    expect(wrong).toHaveLength(5);
    const right = await agree(app, signing_id, person, {
      idNumber: personOf("person_a")!.idNumber,
    });
    expect(right).toMatchObject({ error: { code: "id_number_tries_over" } });
    const other = await entered(app, "person_b");
    must(
      await agree(app, signing_id, other, { idNumber: personOf("person_b")!.idNumber }),
    );
  });
});

describe("the card", () => {
  it("must be one that is bound in the app", async () => {
    const planId = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    for (const card of [undefined, { token: "sbxcard_b_debit" }]) {
      const answer = await agree(app, signing_id, person, { card });
      expect(answer).toMatchObject({ error: { code: "card_required" } });
    }
  });

  it("must be a credit card when the plan says so", async () => {
    const planId = await approvedPlan(app, { requires_credit_card: true });
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    const debit = await agree(app, signing_id, person, { card: { token: "sbxcard_a_debit" } });
    expect(debit).toMatchObject({ error: { code: "credit_card_required" } });
    const { contract } = must(
      await agree(app, signing_id, person, { card: { token: "sbxcard_a_credit" } }),
    );
    expect(contract?.cardLabel).toBe("测试银行信用卡（0022）");

    const other = await openedSigning(app, { plan_id: planId, contract_code: "c-2" });
    const { sessionToken } = await entered(app, "person_b");
    const view = must(
      await viewSigning(app.deps, { signingId: other.signing_id, session: sessionToken }),
    );
    expect([view.standing.state, view.consumer?.cards]).toEqual(["no_card", []]);
  });
});
