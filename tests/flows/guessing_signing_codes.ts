import fc from "fast-check";
import { expect } from "vitest";
import { sendSigningCode } from "../../core/signing/send_signing_code.ts";
import { hours, minutes, seconds } from "../../core/time.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
import type { EnteredByApp } from "../../core/consumer/enter_by_app.ts";
import { modelRuns, untilSeen } from "../support/model_runs.ts";
import type { TwoPortals } from "../support/portals.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";

const PEOPLE = ["person_a", "person_b"] as const;
const CODE_TRIES = 5;
const AN_HOUR = 10;

interface Code {
  readonly code: string;
  readonly expiresAt: number;
  tries: number;
}

interface Signing {
  readonly signingId: Awaited<ReturnType<typeof openedSigning>>["signing_id"];
  readonly openedAt: number;
  isSigned: boolean;
  /** Sent for this signing, to each of the people. */
  readonly codes: readonly Code[][];
}

interface Window {
  used: number;
  endsAt: number;
}

interface Model {
  now: number;
  readonly signings: Signing[];
  /** Codes that each was sent, and wrong ones that came from them, this hour. */
  readonly sent: readonly Window[];
  readonly tried: readonly Window[];
}

interface Real {
  readonly two: TwoPortals;
  readonly people: readonly EnteredByApp[];
}

type Step = fc.AsyncCommand<Model, Real>;

/** At which of the signings, who, and at which portal. */
interface Where {
  readonly n: number;
  readonly who: number;
  readonly at: number;
}

/** How often each was the answer. */
export type SigningAnswers = Record<
  | "signed"
  | "phone_code_wrong"
  | "phone_code_over"
  | "phone_code_tries_over"
  | "phone_tries_over"
  | "phone_codes_too_many",
  number
>;

/** Whether there was room for one more. */
function spend(window: Window, now: number): boolean {
  if (window.endsAt <= now) Object.assign(window, { used: 0, endsAt: now + hours(1) });
  if (window.used >= AN_HOUR) return false;
  window.used++;
  return true;
}

const nth = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
/** Long before they expire. */
const open = ({ signings, now }: Readonly<Model>) =>
  signings.filter(({ isSigned, openedAt }) => !isSigned && now - openedAt < minutes(20));

function commands(seen: SigningAnswers): readonly fc.Arbitrary<Step>[] {
  const where: fc.Arbitrary<Where> = fc.record({
    n: fc.nat(9),
    who: fc.nat(PEOPLE.length - 1),
    at: fc.nat(1),
  });
  const step = (name: string, run: Step["run"], can: Step["check"] = () => true): Step => ({
    check: can,
    run,
    toString: () => name,
  });
  const opens = fc.constant(step("opens", async (model, { two: { portals: [app] } }) => {
    const plan_id = await approvedPlan(app, { verify_phone: true });
    const body = { plan_id, contract_code: `guessed-${model.signings.length}` };
    const { signing_id: signingId } = await openedSigning(app, body);
    const codes = PEOPLE.map((): Code[] => []);
    model.signings.push({ signingId, openedAt: model.now, isSigned: false, codes });
  }));
  const ask = async (model: Model, { two, people }: Real, given: Where) => {
    const { signingId, codes } = nth(open(model), given.n);
    const { deps } = two.portals[given.at]!;
    const { consumerId } = people[given.who]!.consumer;
    const sent = await sendSigningCode(deps, { signingId, consumerId, lang: "zh" });
    if (!spend(model.sent[given.who]!, model.now)) {
      expect(sent).toMatchObject({ error: { code: "phone_codes_too_many" } });
      seen.phone_codes_too_many++;
      return;
    }
    expect(sent.ok).toBe(true);
    const code = await lastCodeFor(deps, personOf(PEOPLE[given.who]!)!.phone) ?? "";
    codes[given.who]!.push({ code, expiresAt: model.now + minutes(5), tries: 0 });
  };
  const asks = where.map((given) =>
    step(
      `asks ${JSON.stringify(given)}`,
      (model, real) => ask(model, real, given),
      (model) => open(model).length > 0,
    )
  );
  const guess = fc.constantFrom("right", "wrong", "wrong", "wrong at once", "of another");
  const type = async (
    model: Model,
    { two, people }: Real,
    given: Where & { readonly what: string },
  ) => {
    const signing = nth(open(model), given.n);
    const mine = signing.codes[given.who]!;
    const typed = codeFor(model, { mine, what: given.what });
    const expected = Array.from(
      { length: given.what === "wrong at once" ? 6 : 1 },
      () => decide(model, { signing, who: given.who, typed }),
    );
    const answers = await Promise.all(
      expected.map((_, i) =>
        agree(two.portals[(given.at + i) % 2]!, signing.signingId, people[given.who]!, {
          smsCode: typed,
        })
      ),
    );
    const found = answers.map((each) => each.ok ? "signed" : each.error.code);
    // Of several codes at once one guess finds this one used up and the next that one: none is tried more often for it,
    // but each such guess counts for the phone.
    const over = (list: readonly string[]) =>
      list.filter((each) => each === "phone_code_tries_over").length;
    for (let i = mine.length > 1 ? over(expected) - over(found) : 0; i > 0; i--) {
      const inRoom = spend(model.tried[given.who]!, model.now);
      const at = expected.indexOf("phone_code_tries_over");
      expected[at] = inRoom ? "phone_code_wrong" : "phone_tries_over";
    }
    expect(found.toSorted()).toEqual(expected.toSorted());
    for (const each of expected) seen[each]++;
  };
  const types = fc.tuple(where, guess).map(([given, what]) =>
    step(
      `types ${what} ${JSON.stringify(given)}`,
      (model, real) => type(model, real, { ...given, what }),
      (model) => open(model).length > 0,
    )
  );
  // Until the phone has had its ten this hour, and the wrong ones are too many.
  const many = where.map((given) =>
    step(`asks and types until nothing is left ${JSON.stringify(given)}`, async (model, real) => {
      for (let i = 0; i < 11; i++) await ask(model, real, given);
      for (let i = 0; i < 2; i++) await type(model, real, { ...given, what: "wrong at once" });
      await type(model, real, { ...given, what: "right" });
    }, (model) => open(model).length > 0)
  );
  const waits = fc.constantFrom(seconds(61), minutes(3), minutes(6), minutes(61)).map((ms) =>
    step(`waits ${ms}`, (model, { two: { clock } }) => {
      clock.advance(ms);
      model.now += ms;
      return Promise.resolve();
    })
  );
  return [opens, asks, asks, types, types, types, types, many, waits];
}

/** One that was sent for this to this phone, none, or one that was sent to the same phone for something else. */
function codeFor(
  { signings }: Model,
  { mine, what }: { readonly mine: readonly Code[]; readonly what: string },
): string {
  const all = signings.flatMap(({ codes }) => codes.flat());
  const others = all.filter((each) => !mine.some(({ code }) => code === each.code));
  const free = ["271828", "314159", "161803"].find((each) =>
    !all.some(({ code }) => code === each)
  );
  if (what === "right") return mine.findLast(({ tries }) => tries < CODE_TRIES)?.code ?? free!;
  return (what === "of another" ? others.at(-1)?.code : undefined) ?? free!;
}

/** Five tries a code, ten wrong ones an hour a phone, and each code once. */
function decide(
  model: Model,
  { signing, who, typed }: {
    readonly signing: Signing;
    readonly who: number;
    readonly typed: string;
  },
): keyof SigningAnswers {
  const live = signing.codes[who]!.filter(({ expiresAt }) => expiresAt > model.now);
  if (live.length === 0) return "phone_code_over";
  const good = live.filter(({ tries }) => tries < CODE_TRIES);
  if (good.length === 0) return "phone_code_tries_over";
  for (const each of good) each.tries++;
  const tried = model.tried[who]!;
  if (!spend(tried, model.now)) return "phone_tries_over";
  if (!good.some(({ code }) => code === typed)) return "phone_code_wrong";
  tried.used--;
  signing.isSigned = true;
  return "signed";
}

/** At two portals on one database: codes for signings, guessed one by one and many at once. */
export async function guessingSigningCodes(
  two: TwoPortals,
  { runs, steps }: { readonly runs: number; readonly steps: number },
): Promise<void> {
  const { portals: [app], clock } = two;
  const people: EnteredByApp[] = [];
  for (const each of PEOPLE) people.push(await entered(app, each));
  const seen: SigningAnswers = {
    signed: 0,
    phone_code_wrong: 0,
    phone_code_over: 0,
    phone_code_tries_over: 0,
    phone_tries_over: 0,
    phone_codes_too_many: 0,
  };
  const windows = () => PEOPLE.map(() => ({ used: 0, endsAt: 0 }));
  const round = () =>
    modelRuns({
      commands: commands(seen),
      runs,
      steps,
      run: async (given) => {
        // No window of an earlier run is open.
        clock.advance(hours(2));
        const model = { now: clock.now(), signings: [], sent: windows(), tried: windows() };
        await fc.asyncModelRun(() => ({ model, real: { two, people } }), given);
      },
    });
  await untilSeen(
    round,
    () => Object.entries(seen).filter(([, times]) => times === 0).map(([what]) => what),
  );
}
