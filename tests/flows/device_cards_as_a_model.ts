import fc from "fast-check";
import { findPhone } from "../../core/consumer/find_phone.ts";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import {
  deleteDeviceCard,
  findDevice,
  loseDevice,
  makeDefault,
  resumeDeviceCard,
  suspendDeviceCard,
} from "../../core/cardholder/own_device_card.ts";
import { type CardSignal, deviceEmptyings } from "../../core/channel/card_signal.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import type { ContractId } from "../../core/id.ts";
import { signedContract } from "../support/contracts.ts";
import { loaded } from "../support/device_cards.ts";
import { must } from "../support/fixtures.ts";
import { modelRuns } from "../support/model_runs.ts";
import { sessionFor } from "../support/sessions.ts";
import type { TestApp } from "../support/test_app.ts";
import { type CardsModel, nextDefaults, seen, standingOf, toldOf } from "./device_cards_model.ts";
import {
  compareAtEnd,
  compareCards,
  compareTold,
  type Holder,
  MERCHANTS,
  newHolder,
  readTold,
  say,
} from "./device_cards_portal.ts";

type Step = fc.AsyncCommand<CardsModel, Holder>;

/** What is done to the model and to the portal; afterwards all is compared. */
interface Act {
  readonly can?: (model: CardsModel) => boolean;
  readonly run: (model: CardsModel, real: Holder) => Promise<void>;
  /** Several things happened in no known order, so a merchant may have heard of each or of their end only. */
  readonly unordered?: boolean;
}

function step(name: string, { can = () => true, run, unordered = false }: Act): Step {
  return {
    check: can,
    run: async (model, real) => {
      const was = seen(model);
      await run(model, real);
      const expected = new Map(
        model.contracts.map((each) => [each, toldOf(model, each, was)] as const),
      );
      const held = await compareCards(model, real, unordered);
      if (unordered) await readTold(model, real, was);
      else {
        model.defaults = nextDefaults(model);
        for (const [contract, told] of expected) contract.told.push(...told);
        if ([...expected.values()].some((told) => told.length > 0)) await compareTold(model, real);
      }
      real.held = held;
    },
    toString: () => name,
  };
}

const pick = fc.nat(99);
const nth = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const hasLoads = (model: CardsModel) => model.loads.length > 0;
const hasTokens = ({ tokens }: CardsModel) => tokens.length > 0;

/** The channel says it at once, or later. */
function happening(
  name: string,
  word: (model: CardsModel, n: number) => CardSignal,
  can: (model: CardsModel) => boolean = hasTokens,
): fc.Arbitrary<Step> {
  return fc.tuple(pick, fc.nat(3)).map(([n, late]) =>
    step(`${name} ${n}${late === 0 ? " late" : ""}`, {
      can,
      run: async (model, real) => {
        const said = word(model, n);
        if (late === 0) model.late.push(said);
        else await say(model, real, said);
      },
    })
  );
}

const loads = happening("loads", (model, n) => {
  const [card, device] = [nth(model.cards, n), nth(model.devices, Math.floor(n / 3))];
  const token = `${card}-${model.tokens.length}`;
  model.tokens.push(token);
  return loaded(token, model.next(), { card, device });
}, () => true);

const ofToken = (type: "activated") =>
  happening(type, (model, n) => ({ type, sequence: model.next(), token: nth(model.tokens, n) }));

const byWhom = (type: "suspended" | "resumed" | "deleted", by: "issuer" | "holder") =>
  happening(`${type}-by-${by}`, (model, n) => {
    return { type, by, sequence: model.next(), token: nth(model.tokens, n) };
  });

const ofCard = (type: "card_lost" | "card_found" | "card_deleted") =>
  happening(type, (model, n) => {
    return { type, sequence: model.next(), cardToken: nth(model.cards, n) };
  });

const faces = (type: "card_renewed" | "card_updated") =>
  happening(type, (model, n) => {
    const sequence = model.next();
    const { card: { token: _, ...face } } = loaded("", 0) as Extract<
      CardSignal,
      { type: "loaded" }
    >;
    const lastFour = `${sequence}`.padStart(4, "0");
    return { type, sequence, cardToken: nth(model.cards, n), face: { ...face, lastFour } };
  });

const ofDevice = (type: "device_lost" | "device_found" | (typeof deviceEmptyings)[number]) =>
  happening(type, (model, n) => {
    return { type, sequence: model.next(), deviceNo: nth(model.devices, n) };
  });

const again = pick.map((n) =>
  step(`again ${n}`, {
    can: ({ heard }) => heard.length > 0,
    run: (model, real) => say(model, real, nth(model.heard, n)),
  })
);
const later = pick.map((n) =>
  step(`later ${n}`, {
    can: ({ late }) => late.length > 0,
    run: async (model, real) => {
      const [word] = model.late.splice(n % model.late.length, 1);
      if (word) await say(model, real, word);
    },
  })
);
const allLateAtOnce = fc.constant(step("late-at-once", {
  unordered: true,
  // Whatever is about something that one of them loads may come before it.
  can: (model) => model.late.filter((each) => model.knows(each)).length > 1,
  run: async (model, real) => {
    const words = model.late.filter((each) => each.type !== "loaded" && model.knows(each));
    model.late = model.late.filter((each) => !words.includes(each));
    await Promise.all(words.map((each) => say(model, real, each)));
  },
}));

/** The holder acts on one of the cards that they see. */
function own(
  name: string,
  act: (model: CardsModel, real: Holder, token: string) => Promise<void>,
): fc.Arbitrary<Step> {
  return pick.map((n) =>
    step(`${name} ${n}`, {
      can: hasLoads,
      run: (model, real) => act(model, real, nth(model.loads, n).token),
    })
  );
}

function deviceCardOf({ consumerId, held }: Holder, token: string) {
  const deviceCardId = held?.deviceCards.find((each) => each.token === token)?.deviceCardId;
  if (!deviceCardId) throw new Error(`No ${token}`);
  return { consumerId, deviceCardId };
}

const suspends = own("suspends", async (model, real, token) => {
  must(await suspendDeviceCard(real.app.deps, deviceCardOf(real, token)));
  if (standingOf(model, token).state !== "deleted") model.suspended.add(token);
});
const resumes = own("resumes", async (model, real, token) => {
  must(await resumeDeviceCard(real.app.deps, deviceCardOf(real, token)));
  if (standingOf(model, token).state !== "deleted") model.suspended.delete(token);
});
const deletes = own("deletes", async (model, real, token) => {
  must(await deleteDeviceCard(real.app.deps, deviceCardOf(real, token)));
  if (standingOf(model, token).state !== "deleted") model.deleted.add(token);
});
const chooses = own("chooses", async (model, real, token) => {
  must(await makeDefault(real.app.deps, deviceCardOf(real, token)));
  const { state } = standingOf(model, token);
  if (state !== "active" && state !== "suspended") return;
  model.defaults = new Map(model.defaults).set(model.loadOf(token).device.no, token);
});

function ownDevice(name: string, loses: boolean): fc.Arbitrary<Step> {
  return own(name, async (model, real, token) => {
    const { no } = model.loadOf(token).device;
    const deviceId = real.held?.devices.find(({ deviceNo }) => deviceNo === no)?.deviceId;
    if (!deviceId) throw new Error(`No ${no}`);
    const given = { consumerId: real.consumerId, deviceId };
    must(await (loses ? loseDevice : findDevice)(real.app.deps, given));
    if (loses) model.lost.add(no);
    else model.lost.delete(no);
  });
}

/** Nothing tells which device it was, so all are lost; each is found again by itself. */
const losesThePhone = fc.constant(step("loses-the-phone", {
  can: hasLoads,
  run: async (model, { app, consumerId }) => {
    must(await losePhone(app.deps, { session: await sessionFor(app, consumerId) }));
    for (const { device } of model.loads) model.lost.add(device.no);
    must(await findPhone(app.deps, { session: await sessionFor(app, consumerId) }));
  },
}));

const signs = fc.tuple(pick, fc.nat(MERCHANTS - 1), fc.boolean()).map(([n, merchant, onDevice]) =>
  step(`signs ${n} with ${merchant}${onDevice ? " on a device" : ""}`, {
    can: (model) => !onDevice || hasTokens(model),
    run: async (model, { app, consumerId, merchants }) => {
      const token = nth(onDevice ? model.tokens : model.cards, n);
      const { contractId } = await signedContract(app, {
        merchant: merchants[merchant]!,
        consumerId,
        channel: "sandbox",
        cardToken: token,
      });
      model.contracts.push({ contractId, merchant, token, told: [], inForce: true });
    },
  })
);
const ends = pick.map((n) =>
  step(`ends ${n}`, {
    can: ({ contracts }) => contracts.length > 0,
    run: async (model, { app }) => {
      const contract = nth(model.contracts, n);
      const contractId = contract.contractId as ContractId;
      must(await terminateContract(app.deps, { contractId, by: "merchant" }));
      contract.inForce = false;
    },
  })
);

const many = <T>(times: number, each: T): readonly T[] => Array(times).fill(each);
const all: readonly fc.Arbitrary<Step>[] = [
  ...many(6, loads),
  ...many(6, ofToken("activated")),
  ...(["issuer", "holder"] as const).flatMap((by) =>
    (["suspended", "resumed"] as const).map((type) => byWhom(type, by))
  ),
  ...(["card_lost", "card_found"] as const).flatMap((type) => many(2, ofCard(type))),
  ...(["device_lost", "device_found"] as const).flatMap((type) => many(2, ofDevice(type))),
  // What ends a card is rare, or none would live to be suspended by one word and found by one that came before it.
  fc.oneof(
    byWhom("deleted", "issuer"),
    byWhom("deleted", "holder"),
    ofCard("card_deleted"),
    ...deviceEmptyings.map(ofDevice),
  ),
  faces("card_renewed"),
  faces("card_updated"),
  suspends,
  resumes,
  fc.oneof(deletes, losesThePhone, ends),
  chooses,
  ownDevice("loses", true),
  ownDevice("finds", false),
  ...many(3, signs),
  ...many(3, again),
  ...many(5, later),
  allLateAtOnce,
];

/** Lives of cards against the model: words late, twice and out of order, acts of their holder, merchants who are told. */
export async function deviceCardsAsModel(
  app: TestApp,
  { runs, steps }: { readonly runs: number; readonly steps: number },
): Promise<void> {
  const merchants = await Promise.all(
    Array.from({ length: MERCHANTS }, (_, i) => app.openMerchant(`商户 ${i}`)),
  );
  let run = 0;
  const marks = new Map<number, string>();
  await modelRuns({
    commands: all,
    runs,
    steps,
    run: async (commands) => {
      const { model, real } = await newHolder(app, {
        merchants,
        marks,
        subject: `person-${++run}`,
      });
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await compareAtEnd(model, real);
    },
  });
}
