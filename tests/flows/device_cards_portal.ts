import { expect } from "vitest";
import { type Held, reasonsOf } from "../../core/cardholder/cardholder.ts";
import { tellChannels } from "../../core/cardholder/tell_channel.ts";
import type { CardSignal } from "../../core/channel/card_signal.ts";
import type { ConsumerId } from "../../core/id.ts";
import { knownPerson } from "../support/contracts.ts";
import { hear, heldOf } from "../support/device_cards.ts";
import type { TestApp, TestMerchant } from "../support/test_app.ts";
import {
  CardsModel,
  cardStanding,
  digitsOf,
  type Seen,
  seen,
  standingOf,
  toldOf,
} from "./device_cards_model.ts";

/** Those whose contracts charge nothing of it are never told. */
export const MERCHANTS = 3;

/** The person at the portal. */
export interface Holder {
  readonly app: TestApp;
  readonly merchants: readonly TestMerchant[];
  readonly subject: string;
  readonly consumerId: ConsumerId;
  /** The last event that each merchant was given. */
  readonly marks: Map<number, string>;
  /** What was kept after the last step. */
  held: Held | undefined;
}

export async function newHolder(
  app: TestApp,
  given: Pick<Holder, "merchants" | "subject" | "marks">,
): Promise<{ readonly model: CardsModel; readonly real: Holder }> {
  const consumerId = await knownPerson(app);
  await app.deps.write({
    statements: [{
      sql:
        "insert into identities (issuer, subject, consumer_id, created_at) values ('sandbox', ?, ?, 0)",
      args: [given.subject, consumerId],
    }],
  });
  return {
    model: new CardsModel(given.subject),
    real: { ...given, app, consumerId, held: undefined },
  };
}

/** The channel says it; about what was never loaded it is refused, and so says it again. */
export async function say(model: CardsModel, { app, subject }: Holder, word: CardSignal) {
  if (word.type === "loaded") await keepAtTokenService(app, word.token);
  const knows = model.knows(word);
  const taken = await hear(app, word, subject);
  expect(taken.ok).toBe(knows);
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

/** Each card's state, why and by whom; digits; and the default of each device. */
export async function compareCards(
  model: CardsModel,
  { app, subject }: Holder,
  unordered: boolean,
): Promise<Held | undefined> {
  if (model.loads.length === 0) return undefined;
  const held = await heldOf(app, subject);
  const shown = held.deviceCards.map((each) => [each.token, {
    state: each.state,
    reasons: each.state === "suspended"
      ? reasonsOf(held, each).map(({ reason, setBy }) => `${reason} by ${setBy}`).toSorted()
      : [],
  }]);
  const expected = model.loads.map(({ token }) => [token, standingOf(model, token)]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected));
  for (const { token, state, face } of held.cards) {
    expect({ token, state }).toEqual({ token, state: cardStanding(model, token).state });
    expect(face.lastFour).toBe(digitsOf(model, token));
  }
  if (unordered) model.defaults = anyDefaults(model, held);
  return held;
}

/** One of each device that can pay, whichever word came first. */
function anyDefaults(model: CardsModel, held: Held): ReadonlyMap<string, string> {
  const found = held.deviceCards.filter(({ isDefault }) => isDefault)
    .map(({ token }) => [model.loadOf(token).device.no, token] as const);
  const payable = model.loads.filter(({ token }) =>
    /active|suspended/.test(standingOf(model, token).state.replace("inactive", ""))
  );
  expect(found.map(([device]) => device).toSorted())
    .toEqual([...new Set(payable.map(({ device }) => device.no))].toSorted());
  const names = payable.map(({ token }) => token);
  for (const [, token] of found) expect(names).toContain(token);
  return new Map(found);
}

interface Told {
  readonly event_id: string;
  readonly type: string;
  readonly data: { readonly contract_id: string; readonly reasons: readonly string[] };
}

/** What each merchant was told since it was last asked for, of its contracts. */
async function toldSince({ app, merchants, marks }: Holder): Promise<readonly Told[]> {
  const all = await Promise.all(merchants.map(async ({ secretKey: key }, i) => {
    const found: Told[] = [];
    for (;;) {
      const after = marks.get(i);
      const query = `limit=100&after=${after ?? ""}`;
      const { data } = await (await app.api(`/v1/events?${query}`, { key })).json();
      const events: readonly Told[] = data;
      const last = events.at(-1);
      if (!last) return found;
      marks.set(i, last.event_id);
      found.push(...events.filter(({ type }) => type.startsWith("card.")));
    }
  }));
  return all.flat();
}

/** Of the contracts of this person, and of no other. */
async function toldByContract(model: CardsModel, real: Holder) {
  const found = await toldSince(real);
  const ids = model.contracts.map(({ contractId }) => contractId);
  for (const { data } of found) expect(ids).toContain(data.contract_id);
  return model.contracts.map((contract) => ({
    contract,
    told: found.filter(({ data }) => data.contract_id === contract.contractId)
      .map(({ type, data: { reasons } }) => [type, ...reasons].join(" ")),
  }));
}

export async function compareTold(model: CardsModel, real: Holder): Promise<void> {
  for (const { contract, told } of await toldByContract(model, real)) {
    expect({ token: contract.token, told })
      .toEqual({ token: contract.token, told: contract.told.splice(0) });
  }
}

/** In whatever order it happened: each is a change, and the last of them leads to what is so now. */
export async function readTold(model: CardsModel, real: Holder, was: Seen): Promise<void> {
  for (const { contract, told } of await toldByContract(model, real)) {
    const expected = toldOf(model, contract, was);
    const bound = (list: readonly string[]) => list.filter((each) => each.startsWith("card.bound"));
    const rest = (list: readonly string[]) => list.filter((each) => !each.startsWith("card.bound"));
    expect(bound(told).length).toBe(bound(expected).length);
    const [types, last] = [rest(told).map((each) => each.split(" ")[0]), rest(told).at(-1)];
    for (const [i, type] of types.entries()) expect(type).not.toBe(types[i + 1]);
    if (rest(expected).length > 0) {
      expect(last?.split(" ")[0]).toBe(rest(expected)[0]?.split(" ")[0]);
    }
  }
}

/** What the merchants can ask for, and what the token service was told of the holder's will. */
export async function compareAtEnd(model: CardsModel, real: Holder): Promise<void> {
  await compareTold(model, real);
  const { app, merchants } = real;
  await tellChannels(app.deps);
  const { standings, cards } = seen(model);
  for (const { contractId, merchant, token } of model.contracts) {
    const answer = await app.api(`/v1/contracts/${contractId}/card`, {
      key: merchants[merchant]!.secretKey,
    });
    const standing = standings.get(token) ?? cards.get(token);
    expect(answer.status).toBe(standing ? 200 : 404);
    if (!standing) continue;
    const { state, reasons } = await answer.json();
    const named = [...new Set(standing.reasons.map((each) => each.split(" by ")[0]))];
    expect({ token, state, reasons }).toEqual({ token, state: standing.state, reasons: named });
  }
  for (const [token, { state }] of standings) {
    const known = await app.deps.load(app.deps.bank.deviceCards.byToken(token));
    const { gone, suspended, isDefault } = known[0]!;
    if (state === "deleted") {
      if (model.deleted.has(token)) expect({ token, gone }).toEqual({ token, gone: true });
      continue;
    }
    const device = model.loadOf(token).device.no;
    expect({ token, gone, suspended, isDefault }).toEqual({
      token,
      gone: false,
      suspended: model.suspended.has(token) || model.lost.has(device),
      isDefault: model.defaults.get(device) === token,
    });
  }
}
