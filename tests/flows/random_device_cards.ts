import fc from "fast-check";
import { expect } from "vitest";
import type { DeviceCard, Held } from "../../core/cardholder/cardholder.ts";
import {
  deleteDeviceCard,
  findDevice,
  loseDevice,
  makeDefault,
  resumeDeviceCard,
  suspendDeviceCard,
} from "../../core/cardholder/own_device_card.ts";
import { type CardSignal, deviceEmptyings } from "../../core/channel/card_signal.ts";
import type { ConsumerId } from "../../core/id.ts";
import { knownPerson } from "../support/contracts.ts";
import { hear, heldOf, loaded, standings } from "../support/device_cards.ts";
import { must } from "../support/fixtures.ts";
import type { TestApp } from "../support/test_app.ts";

const CARDS = ["c0", "c1", "c2"];
const DEVICES = ["phone", "watch"];

/** What was said and done, and nothing of how the portal keeps it. */
interface Model {
  /** No two people have the same token. */
  readonly name: string;
  /** Made by the channel, in the order in which it happened there. */
  sequence: number;
  tokens: string[];
  /** Said by the channel and not heard here yet. */
  late: CardSignal[];
  heard: CardSignal[];
  /** What the holder wants here: tokens, or devices that are lost. */
  readonly suspended: Set<string>;
  readonly lost: Set<string>;
  readonly deleted: Set<string>;
  readonly chosen: Map<string, string>;
}

interface Real {
  readonly app: TestApp;
  readonly subject: string;
  readonly consumerId: ConsumerId;
}

/** Runs of random words, late, twice and out of order, and of acts of the holder: after each, all is as it should be. */
export async function randomDeviceCards(
  app: TestApp,
  { runs, steps }: { readonly runs: number; readonly steps: number },
): Promise<void> {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: steps, maxLength: steps }), async (taken) => {
      const name = `person-${run++}`;
      const real = await newcomer(app, name);
      const model: Model = {
        name,
        sequence: 0,
        tokens: [],
        late: [],
        heard: [],
        suspended: new Set(),
        lost: new Set(),
        deleted: new Set(),
        chosen: new Map(),
      };
      for (const each of taken) {
        await take(real, model, each);
        await compare(real, model);
      }
    }),
    { numRuns: runs, endOnFailure: true },
  );
  expect(run).toBe(runs);
}

async function newcomer(app: TestApp, subject: string): Promise<Real> {
  const consumerId = await knownPerson(app);
  await app.deps.write({
    statements: [{
      sql:
        "insert into identities (issuer, subject, consumer_id, created_at) values ('sandbox', ?, ?, 0)",
      args: [subject, consumerId],
    }],
  });
  return { app, subject, consumerId };
}

const suspending = [
  "suspended",
  "resumed",
  "card_lost",
  "card_found",
  "device_lost",
  "device_found",
] as const;
const ending = ["deleted", "card_deleted", ...deviceEmptyings] as const;
type Happening =
  | "load"
  | "activated"
  | "card_renewed"
  | typeof suspending[number]
  | typeof ending[number];
const acts = ["suspend", "resume", "delete", "make_default", "lose", "find"] as const;

const step = fc.record({
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constant("load" as const) },
    { weight: 4, arbitrary: fc.constant("activated" as const) },
    // What ends a card is rare, or none would live to be suspended by one word and found by another that came before it.
    { weight: 14, arbitrary: fc.constantFrom(...suspending) },
    { weight: 2, arbitrary: fc.constantFrom(...ending) },
    { weight: 1, arbitrary: fc.constant("card_renewed" as const) },
    { weight: 6, arbitrary: fc.constantFrom(...acts) },
    { weight: 10, arbitrary: fc.constantFrom("again" as const, "late" as const) },
  ),
  card: fc.constantFrom(...CARDS),
  device: fc.constantFrom(...DEVICES),
  by: fc.constantFrom("issuer" as const, "holder" as const),
  pick: fc.nat(1_000),
  isLate: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(real: Real, model: Model, given: Step): Promise<void> {
  const { what, pick } = given;
  switch (what) {
    case "again": {
      const known = model.heard[pick % model.heard.length];
      return known && await say(real, model, known);
    }
    case "late": {
      const [waiting] = model.late.splice(pick % Math.max(1, model.late.length), 1);
      return waiting && await say(real, model, waiting);
    }
    case "suspend":
    case "resume":
    case "delete":
    case "make_default":
    case "lose":
    case "find":
      return await act(real, model, { ...given, what });
    default: {
      const word = wordOf(model, { ...given, what });
      if (!word) return;
      if (given.isLate) model.late.push(word);
      else await say(real, model, word);
    }
  }
}

function wordOf(
  model: Model,
  { what, card: cardToken, device: deviceNo, by, pick }: Step & {
    readonly what: Happening;
  },
): CardSignal | undefined {
  const sequence = ++model.sequence;
  if (what === "load") {
    const token = `${model.name}-${model.tokens.length}`;
    model.tokens.push(token);
    return loaded(token, sequence, { card: cardToken, device: deviceNo });
  }
  const token = model.tokens[pick % model.tokens.length];
  switch (what) {
    case "activated":
      return token === undefined ? undefined : { type: what, sequence, token };
    case "suspended":
    case "resumed":
    case "deleted":
      return token === undefined ? undefined : { type: what, sequence, token, by };
    case "card_lost":
    case "card_found":
    case "card_deleted":
      return { type: what, sequence, cardToken };
    case "card_renewed": {
      const lastFour = `${sequence}`.padStart(4, "0");
      const { card } = loaded("", 0) as Extract<CardSignal, { type: "loaded" }>;
      const { token: _, ...face } = card;
      return { type: what, sequence, cardToken, face: { ...face, lastFour } };
    }
    default:
      return { type: what, sequence, deviceNo };
  }
}

/** What it is about was loaded here, or this loads it; else the channel is refused, and says it again. */
function isHeard({ heard }: Model, word: CardSignal): boolean {
  const loads = heard.filter((each) => each.type === "loaded");
  if (word.type === "loaded") return true;
  if ("token" in word) return loads.some(({ token }) => token === word.token);
  if ("cardToken" in word) return loads.some(({ card }) => card.token === word.cardToken);
  return loads.some(({ device }) => device.no === word.deviceNo);
}

async function say({ app, subject }: Real, model: Model, word: CardSignal): Promise<void> {
  if (word.type === "loaded") await keepAtTokenService(app, word.token);
  const taken = await hear(app, word, subject);
  expect(taken.ok).toBe(isHeard(model, word));
  if (!taken.ok) model.late.push(word);
  else if (!model.heard.includes(word)) model.heard.push(word);
}

/** The sandbox's token service has what is loaded, so that it takes the holder's will for it. */
async function keepAtTokenService(app: TestApp, token: string): Promise<void> {
  await app.deps.write({
    statements: [{
      sql: "insert or ignore into sandbox_device_cards values (?1, 'nobody', ?1, ?1, 0, 0, 0, 0)",
      args: [token],
    }],
  });
}

async function act(
  { app, subject, consumerId }: Real,
  model: Model,
  { what, pick, device }: Step & { readonly what: (typeof acts)[number] },
): Promise<void> {
  if (!model.heard.some(({ type }) => type === "loaded")) return;
  const held = await heldOf(app, subject);
  const each = held.deviceCards[pick % held.deviceCards.length]!;
  const own = { consumerId, deviceCardId: each.deviceCardId };
  const deviceId = held.devices.find(({ deviceNo }) => deviceNo === device)?.deviceId;
  switch (what) {
    case "suspend":
      must(await suspendDeviceCard(app.deps, own));
      if (isLive(model, each.token)) model.suspended.add(each.token);
      return;
    case "resume":
      must(await resumeDeviceCard(app.deps, own));
      if (isLive(model, each.token)) model.suspended.delete(each.token);
      return;
    case "delete":
      must(await deleteDeviceCard(app.deps, own));
      model.deleted.add(each.token);
      return;
    case "make_default": {
      must(await makeDefault(app.deps, own));
      const { state } = stateIn(model, each.token);
      if (state === "active" || state === "suspended") {
        model.chosen.set(loadOf(model, each.token).device.no, each.token);
      }
      return;
    }
    case "lose":
    case "find":
      if (deviceId === undefined) return;
      must(await (what === "lose" ? loseDevice : findDevice)(app.deps, { consumerId, deviceId }));
      if (what === "lose") model.lost.add(device);
      else model.lost.delete(device);
  }
}

function loadOf({ heard }: Model, token: string): Extract<CardSignal, { type: "loaded" }> {
  const load = heard.filter((each) => each.type === "loaded").find((each) => each.token === token);
  if (!load) throw new Error(`${token} was never loaded`);
  return load;
}

function isLive(model: Model, token: string): boolean {
  return stateIn(model, token).state !== "deleted";
}

/** As if all that was heard had come in the order in which it happened, with the holder's own will beside it. */
function stateIn(model: Model, token: string): Pick<DeviceCard, "state"> & { reasons: string } {
  const { card, device } = loadOf(model, token);
  const reasons = new Set<string>();
  const say = (reason: string, isSet: boolean) =>
    isSet ? reasons.add(reason) : reasons.delete(reason);
  let state: "none" | "inactive" | "active" | "deleted" = "none";
  for (const word of model.heard.toSorted((a, b) => a.sequence - b.sequence)) {
    if (word.type === "loaded") {
      if (word.token === token) state = state === "deleted" ? state : "inactive";
      else if (
        state !== "none" && word.card.token === card.token && word.device.no === device.no
      ) state = "deleted";
    } else if ("token" in word) {
      if (word.token !== token) continue;
      if (word.type === "activated") state = state === "deleted" ? state : "active";
      else if (word.type === "deleted") state = "deleted";
      else say(word.by, word.type === "suspended");
    } else if ("cardToken" in word) {
      if (word.cardToken !== card.token) continue;
      if (word.type === "card_deleted") state = "deleted";
      else if (word.type !== "card_renewed" && word.type !== "card_updated") {
        say("card_lost", word.type === "card_lost");
      }
    } else if (word.deviceNo === device.no) {
      if (word.type === "device_lost" || word.type === "device_found") {
        say("device_lost", word.type === "device_lost");
      } else if (state !== "none") state = "deleted";
    }
  }
  if (model.deleted.has(token) || state === "deleted") return { state: "deleted", reasons: "" };
  if (state !== "active") return { state: "inactive", reasons: "" };
  if (model.suspended.has(token)) reasons.add("holder");
  if (model.lost.has(device.no)) reasons.add("device_lost");
  const names = [...reasons].toSorted().join(" ");
  return { state: names === "" ? "active" : "suspended", reasons: names };
}

async function compare({ app, subject }: Real, model: Model): Promise<void> {
  const tokens = model.heard.flatMap((each) => each.type === "loaded" ? [each.token] : []);
  if (tokens.length === 0) return;
  const held = await heldOf(app, subject);
  const shown = Object.entries(standings(held)).map(([token, text]) => [
    token,
    text.replace(/ ?\*/, ""),
  ]);
  const expected = tokens.map((token) => {
    const { state, reasons } = stateIn(model, token);
    return [token, reasons === "" ? state : `${state} ${reasons}`];
  });
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected));
  expectDefaults(held, model);
  expectFaces(held, model);
}

/** Each device that can pay pays by one card, and by the one that was chosen while that lives. */
function expectDefaults({ devices, deviceCards }: Held, model: Model): void {
  for (const { deviceId, deviceNo } of devices) {
    const payable = deviceCards.filter((each) =>
      each.deviceId === deviceId && (each.state === "active" || each.state === "suspended")
    );
    const defaults = deviceCards.filter((each) => each.deviceId === deviceId && each.isDefault);
    expect(defaults.length).toBe(Math.min(1, payable.length));
    const chosen = model.chosen.get(deviceNo);
    if (chosen !== undefined && isLive(model, chosen)) expect(defaults[0]?.token).toBe(chosen);
    else model.chosen.delete(deviceNo);
  }
}

/** What is newest of a card is what is shown of it, whatever came last. */
function expectFaces({ cards }: Held, { heard }: Model): void {
  for (const { token, face } of cards) {
    const newest = heard.toSorted((a, b) => b.sequence - a.sequence).find((word) =>
      word.type === "loaded"
        ? word.card.token === token
        : word.type === "card_renewed" && word.cardToken === token
    );
    const said = newest?.type === "loaded"
      ? newest.card
      : newest?.type === "card_renewed"
      ? newest.face
      : undefined;
    expect(face.lastFour).toBe(said?.lastFour);
  }
}
