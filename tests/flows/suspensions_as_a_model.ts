import fc from "fast-check";
import { expect } from "vitest";
import { closeCharging } from "../../core/consumer/close_charging.ts";
import { findPhone } from "../../core/consumer/find_phone.ts";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import { reopenCharging } from "../../core/consumer/reopen_charging.ts";
import { suspendContract } from "../../core/contract/suspend_contract.ts";
import { suspensionsOf } from "../../core/contract/contract.ts";
import type { SuspensionReason } from "../../core/contract/suspension.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import type { ConsumerId, ContractId } from "../../core/id.ts";
import { days } from "../../core/time.ts";
import { knownPerson, signedContract } from "../support/contracts.ts";
import { sessionFor } from "../support/sessions.ts";
import type { TestApp } from "../support/test_app.ts";

/** What the set of each contract should be. */
interface Model {
  closed: boolean;
  lost: boolean;
  readonly contracts: Map<ContractId, Set<SuspensionReason> | "ended">;
}

interface Real {
  readonly app: TestApp;
  readonly consumerId: ConsumerId;
}

type Step = fc.AsyncCommand<Model, Real>;

/** `n` picks one of the contracts there are. */
function nth(model: Model, n: number): ContractId {
  const ids = [...model.contracts.keys()];
  return ids[n % ids.length]!;
}

function inForce(model: Model): readonly Set<SuspensionReason>[] {
  return [...model.contracts.values()].filter((each) => each !== "ended");
}

function step(
  name: string,
  run: (model: Model, real: Real) => Promise<void>,
): Step {
  return {
    check: () => true,
    run: async (model, real) => {
      await run(model, real);
      for (const [contractId, expected] of model.contracts) {
        const [found] = await real.app.deps.load(
          real.app.deps.contracts.byId(contractId, real.app.clock.now()),
        );
        const contract = found!.contract;
        const state = expected === "ended"
          ? /^terminat/
          : expected.size > 0
          ? "suspended"
          : "active";
        expect(contract.state).toMatch(state);
        const reasons = expected === "ended" ? [] : [...expected].sort();
        expect(suspensionsOf(contract).map(({ reason }) => reason).sort()).toEqual(reasons);
      }
    },
    toString: () => name,
  };
}

const signs = fc.constant(step("signs", async (model, { app, consumerId }) => {
  if (model.closed || model.lost) return;
  const { contractId } = await signedContract(app, { consumerId });
  model.contracts.set(contractId, new Set());
}));

const closes = fc.constant(step("closes charging", async (model, { app, consumerId }) => {
  await closeCharging(app.deps, { session: await sessionFor(app, consumerId) });
  if (!model.closed) inForce(model).forEach((each) => each.add("charging_closed"));
  model.closed = true;
}));

const reopens = fc.array(fc.nat({ max: 9 }), { maxLength: 3 }).map((picked) =>
  step(`reopens ${picked}`, async (model, { app, consumerId }) => {
    const resumed = picked.map((n) => nth(model, n));
    const session = await sessionFor(app, consumerId);
    const opened = await reopenCharging(app.deps, { session, resumed });
    expect(opened.ok).toBe(!model.lost);
    if (model.lost) return;
    for (const contractId of resumed) {
      const set = model.contracts.get(contractId);
      if (set !== "ended") set?.delete("charging_closed");
    }
    model.closed = false;
  })
);

const loses = fc.constant(step("loses the phone", async (model, { app, consumerId }) => {
  await losePhone(app.deps, { session: await sessionFor(app, consumerId) });
  if (!model.lost) inForce(model).forEach((each) => each.add("phone_lost"));
  model.lost = true;
}));

const finds = fc.boolean().map((late) =>
  step(late ? "finds it a day later" : "finds it", async (model, { app, consumerId }) => {
    if (late) app.clock.advance(days(1));
    const found = await findPhone(app.deps, {
      session: await sessionFor(app, consumerId),
    });
    expect(found.ok).toBe(true);
    inForce(model).forEach((each) => each.delete("phone_lost"));
    model.lost = false;
  })
);

const operates = fc.tuple(fc.nat({ max: 9 }), fc.boolean()).map(([n, suspends]) =>
  step(`operator ${suspends ? "suspends" : "lifts"} ${n}`, async (model, { app }) => {
    const contractId = nth(model, n);
    const reason = suspends ? "complaint" : undefined;
    const done = await suspendContract(app.deps, { contractId, reason });
    const set = model.contracts.get(contractId);
    expect(done.ok).toBe(set !== "ended");
    if (set === "ended") return;
    if (suspends) set?.add("operator");
    else set?.delete("operator");
  })
);

const ends = fc.nat({ max: 9 }).map((n) =>
  step(`ends ${n}`, async (model, { app }) => {
    if (inForce(model).length < 2) return;
    const contractId = nth(model, n);
    await terminateContract(app.deps, { contractId, by: "merchant" });
    model.contracts.set(contractId, "ended");
  })
);

const all = [signs, closes, reopens, reopens, loses, finds, operates, operates, ends];

/** A person's life against the model; afterwards the books of what was promised are read as after every test. */
export async function suspensionsAsModel(
  app: TestApp,
  given: { readonly runs: number; readonly steps: number },
): Promise<void> {
  const steps = fc.commands(all, { maxCommands: given.steps, size: "max" });
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      const consumerId = await knownPerson(app);
      const first = (await signedContract(app, { consumerId })).contractId;
      await fc.asyncModelRun(() => ({
        model: {
          closed: false,
          lost: false,
          contracts: new Map([[first, new Set<SuspensionReason>()]]),
        },
        real: { app, consumerId },
      }), commands);
    }),
    { numRuns: given.runs, endOnFailure: false },
  );
}
