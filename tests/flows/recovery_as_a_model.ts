import fc from "fast-check";
import { expect } from "vitest";
import { findPhone } from "../../core/consumer/find_phone.ts";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import { setPaymentPin } from "../../core/factor/set_payment_pin.ts";
import type { ConsumerId } from "../../core/id.ts";
import { askPinRecovery, askRecoveryHere } from "../../core/recovery/ask_recovery.ts";
import { cancelByLink, cancelByOwner } from "../../core/recovery/cancel_recovery.ts";
import { cancelKey } from "../../core/recovery/cancel_key.ts";
import { finishRecoveries } from "../../core/recovery/finish_recoveries.ts";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { days, hours, minutes } from "../../core/time.ts";
import { signedContract } from "../support/contracts.ts";
import { must } from "../support/fixtures.ts";
import { modelRuns } from "../support/model_runs.ts";
import { hereOf, newcomer } from "../support/newcomer.ts";
import { sessionFor, standingOf } from "../support/sessions.ts";
import type { TestApp } from "../support/test_app.ts";
import { payNew, told } from "../support/verified_payments.ts";

const PIN = "135790";
/** What a session lasts without an act, and how long it is as good as new. */
const IDLE = minutes(15);
const FRESH = minutes(10);
const A_MONTH = days(30);

interface Model {
  now: number;
  /** Browsers in which they are signed in, and since when; each is used when it is looked at. */
  sessions: { readonly since: number; seen: number; readonly token: string }[];
  pin: boolean;
  lostAt: number | undefined;
  waiting: { readonly doneFrom: number; readonly onlyPin: boolean } | undefined;
  loweredUntil: number;
  /** Recoveries that began in this month, which began with the first of them. */
  begun: number;
  monthEnds: number;
}

interface Real {
  readonly app: TestApp;
  readonly consumerId: ConsumerId;
  readonly contractId: Awaited<ReturnType<typeof signedContract>>["contractId"];
}

type Step = fc.AsyncCommand<Model, Real>;

const open = ({ sessions, now }: Readonly<Model>) =>
  sessions.filter((each) => now < each.seen + IDLE);
const fresh = (model: Readonly<Model>) =>
  open(model).filter(({ since }) => model.now - since < FRESH);
/** All come in by an app, which may be on a lost phone: for a day it proves nothing. */
const proven = (model: Readonly<Model>) =>
  model.lostAt !== undefined && model.now < model.lostAt + days(1) ? [] : fresh(model);
/** Whoever acts in a browser is seen in it. */
function use(model: Model, from: readonly Model["sessions"][number][]) {
  const session = from.at(-1)!;
  session.seen = model.now;
  return session.token;
}

function step(name: string, run: Step["run"], can: Step["check"] = () => true): Step {
  return {
    check: can,
    run: async (model, real) => {
      await run(model, real);
      await compare(model, real);
    },
    toString: () => name,
  };
}

const signsIn = step("signs in", async (model, { app, consumerId }) => {
  const token = await sessionFor(app, consumerId, "sandbox");
  model.sessions.push({ since: model.now, seen: model.now, token });
}, (model) => open(model).length < 9);

const setsPin = step("sets a PIN", async (model, { app }) => {
  const here = await hereOf(app, use(model, proven(model)));
  const given = { typed: PIN, again: PIN, old: "", device: undefined };
  must(await setPaymentPin(app.deps, { here, ...given }));
  model.pin = true;
}, (model) => !model.pin && proven(model).length > 0);

const loses = step("loses the phone", async (model, { app }) => {
  const token = use(model, open(model));
  must(await losePhone(app.deps, { session: token }));
  if (model.lostAt !== undefined) return;
  model.sessions = model.sessions.filter((each) => each.token === token);
  model.lostAt = model.now;
}, (model) => open(model).length > 0);

const finds = step("finds the phone", async (model, { app }) => {
  must(await findPhone(app.deps, { session: use(model, proven(model)) }));
  model.lostAt = undefined;
}, (model) => proven(model).length > 0);

/** One that takes more comes before one of the PIN alone; at most three begin in a month. */
function begins(model: Model, onlyPin: boolean): void {
  const { waiting, now } = model;
  if (waiting && (onlyPin || !waiting.onlyPin)) return;
  if (now >= model.monthEnds) Object.assign(model, { begun: 0, monthEnds: now + A_MONTH });
  if (model.begun >= 3) return;
  model.begun++;
  model.waiting = { doneFrom: now + days(1), onlyPin };
}

const asks = [false, true].map((onlyPin) =>
  step(onlyPin ? "has forgotten the PIN" : "asks for a recovery", async (model, { app }) => {
    const here = await hereOf(app, use(model, proven(model)));
    must(await (onlyPin ? askPinRecovery : askRecoveryHere)(app.deps, here));
    begins(model, onlyPin);
  }, (model) => proven(model).length > 0)
);
const provesNothing = step(
  "asks in a browser of a while ago, or of a lost phone",
  async (model, { app }) => {
    const others = open(model).filter((each) => !proven(model).includes(each));
    const session = use(model, others);
    const asked = await askRecoveryHere(app.deps, await hereOf(app, session));
    expect(asked).toEqual({ ok: false, error: { code: "session_not_fresh" } });
    const found = await findPhone(app.deps, { session });
    expect(found.ok).toBe(model.lostAt === undefined);
  },
  (model) => open(model).length > proven(model).length,
);

const cancels = step("cancels", async (model, { app, consumerId }) => {
  const cancelled = await cancelByOwner(app.deps, consumerId);
  expect(cancelled.ok).toBe(model.waiting !== undefined);
  model.waiting = undefined;
});
const cancelsByLink = step("cancels by the link", async (model, { app: { deps }, consumerId }) => {
  const [waiting] = await deps.load(deps.recoveries.waiting(consumerId));
  const recoveryId = waiting!.recoveryId;
  const forged = await cancelByLink(deps, { recoveryId, key: "forged" });
  expect(forged.ok).toBe(false);
  must(await cancelByLink(deps, { recoveryId, key: await cancelKey(deps.vault, recoveryId) }));
  model.waiting = undefined;
}, ({ waiting }) => waiting !== undefined);

/** Twice at once: it is done once. */
const isFinished = step("what is due is done", async (model, { app: { deps } }) => {
  await Promise.all([finishRecoveries(deps), finishRecoveries(deps)]);
  const { waiting, now } = model;
  if (!waiting || now < waiting.doneFrom) return;
  model.waiting = undefined;
  // Whoever lost the phone meanwhile has not asked for this.
  if (waiting.onlyPin && model.lostAt !== undefined) return;
  model.pin = false;
  model.loweredUntil = now + days(7);
  if (waiting.onlyPin) return;
  model.sessions = [];
  model.lostAt = undefined;
});

const waits = [minutes(9), minutes(14), hours(12), days(1), days(6)].map((by) =>
  step(`waits ${by / 60_000} minutes`, (model, { app: { clock } }) => {
    clock.advance(by);
    model.now += by;
    return Promise.resolve();
  })
);
const thenSignsIn = step("a day later is there again", async (model, { app, consumerId }) => {
  app.clock.advance(days(1));
  model.now += days(1);
  const token = await sessionFor(app, consumerId, "sandbox");
  model.sessions.push({ since: model.now, seen: model.now, token });
});

/** No more than one factor allows, whatever they show. */
const pays = step("pays", async (model, { app, consumerId }) => {
  const best = { consumerId, used: ["code", "signature"] } as const;
  const paid = await payNew(app, 100_001, best);
  const error = paid.ok ? undefined : paid.error.code;
  const refusal = model.lostAt !== undefined
    ? "phone_lost"
    : model.now < model.loweredUntil
    ? "daily_limit_exceeded"
    : undefined;
  expect(error).toBe(refusal);
  if (paid.ok) await told(app, paid.value, "failed");
});

async function compare(model: Model, { app, consumerId, contractId }: Real): Promise<void> {
  const { deps } = app;
  const [found, pin, waiting] = await deps.load(
    deps.consumers.byId(consumerId),
    deps.paymentPins.of(consumerId),
    deps.recoveries.waiting(consumerId),
  );
  const isOpen = open(model);
  const signedIn = await Promise.all(
    model.sessions.map(async ({ token }) => await consumerOfSession(deps, token) !== undefined),
  );
  for (const each of isOpen) each.seen = model.now;
  expect({
    lost: found?.consumer.phoneLostAt !== undefined,
    pin: pin !== undefined,
    waiting: waiting && { doneFrom: waiting.doneFrom, onlyPin: waiting.onlyPin },
    signedIn,
    contract: await standingOf(app, contractId),
  }).toEqual({
    lost: model.lostAt !== undefined,
    pin: model.pin,
    waiting: model.waiting,
    signedIn: model.sessions.map((each) => isOpen.includes(each)),
    contract: model.lostAt !== undefined ? "phone_lost" : "active",
  });
}

const many = <T>(count: number, each: T): readonly T[] => Array(count).fill(each);
const all: readonly fc.Arbitrary<Step>[] = [
  ...many(4, signsIn),
  ...many(2, setsPin),
  loses,
  finds,
  ...asks,
  ...many(2, asks[0]!),
  ...many(2, provesNothing),
  cancels,
  cancelsByLink,
  ...many(4, isFinished),
  ...waits,
  ...many(2, thenSignsIn),
  ...many(2, pays),
].map((each) => fc.constant(each));

/** Lives of an account that is lost, found, recovered and cancelled. */
export async function recoveryAsModel(
  app: TestApp,
  { runs, steps }: { readonly runs: number; readonly steps: number },
): Promise<void> {
  await modelRuns({
    commands: all,
    runs,
    steps,
    run: async (commands) => {
      const { here: { consumer: { consumerId } } } = await newcomer(app);
      await app.deps.write({
        statements: [{
          sql: `insert into identities (issuer, subject, consumer_id, created_at)
            values ('sandbox', ?1, ?1, 0)`,
          args: [consumerId],
        }],
      });
      const { contractId } = await signedContract(app, { consumerId });
      const model: Model = {
        now: app.clock.now(),
        sessions: [],
        pin: false,
        lostAt: undefined,
        waiting: undefined,
        loweredUntil: 0,
        begun: 0,
        monthEnds: 0,
      };
      await fc.asyncModelRun(() => ({ model, real: { app, consumerId, contractId } }), commands);
    },
  });
}
