import type { CardSignal } from "../../core/channel/card_signal.ts";

/** What was said and done about one person's cards, and nothing of how the portal keeps it. */
export class CardsModel {
  /** No two people have the same. */
  readonly cards: readonly string[];
  readonly devices = ["phone", "watch", "tablet"];
  /** All that were ever made by the token service, heard of here or not. */
  readonly tokens: string[] = [];
  /** Said by the channel and not heard here yet. */
  late: CardSignal[] = [];
  readonly heard: CardSignal[] = [];
  /** What the holder said here: of tokens, and of devices that are lost. */
  readonly suspended = new Set<string>();
  readonly lost = new Set<string>();
  readonly deleted = new Set<string>();
  /** By device. */
  defaults: ReadonlyMap<string, string> = new Map();
  readonly contracts: Signed[] = [];
  #sequence = 0;

  constructor(person: string) {
    this.cards = [0, 1, 2].map((n) => `${person}-c${n}`);
  }

  /** In the order in which it happens at the channel. */
  next(): number {
    return ++this.#sequence;
  }

  get loads(): readonly Load[] {
    return this.heard.filter((each) => each.type === "loaded");
  }

  /** It loads something, or is about what was loaded. */
  knows(word: CardSignal): boolean {
    const { loads } = this;
    if (word.type === "loaded") return true;
    if ("token" in word) return loads.some(({ token }) => token === word.token);
    if ("cardToken" in word) return loads.some(({ card }) => card.token === word.cardToken);
    return loads.some(({ device }) => device.no === word.deviceNo);
  }

  loadOf(token: string): Load {
    const load = this.loads.find((each) => each.token === token);
    if (!load) throw new Error(`${token} was never loaded`);
    return load;
  }
}

export type Load = Extract<CardSignal, { type: "loaded" }>;

/** A contract that charges a card, or a card on one device, and what its merchant should have been told. */
export interface Signed {
  readonly contractId: string;
  readonly merchant: number;
  readonly token: string;
  readonly told: string[];
  inForce: boolean;
}

export interface Standing {
  readonly state: "inactive" | "active" | "suspended" | "deleted";
  /** Each with who set it, in alphabetical order. */
  readonly reasons: readonly string[];
}

const gone: Standing = { state: "deleted", reasons: [] };

/**
 * As if all that was heard had come in the order in which it happened, with the holder's own will beside it: a card's
 * loss suspends it on all devices, a device's loss all that is on it, and each is lifted by itself.
 */
export function standingOf(model: CardsModel, token: string): Standing {
  const { card, device } = model.loadOf(token);
  const reasons = new Set<string>();
  const set = (reason: string, isSet: boolean) =>
    isSet ? reasons.add(reason) : reasons.delete(reason);
  let state: "none" | "inactive" | "active" = "none";
  for (const word of model.heard.toSorted((a, b) => a.sequence - b.sequence)) {
    switch (word.type) {
      case "loaded":
        if (word.token === token) state = "inactive";
        // The same card on the same device: a new token, and the one before is gone.
        else if (
          state !== "none" && word.card.token === card.token && word.device.no === device.no
        ) return gone;
        break;
      case "activated":
        if (word.token === token) state = "active";
        break;
      case "suspended":
      case "resumed":
        if (word.token === token) set(`${word.by} by channel`, word.type === "suspended");
        break;
      case "deleted":
        if (word.token === token) return gone;
        break;
      case "card_lost":
      case "card_found":
        if (word.cardToken === card.token) set("card_lost by channel", word.type === "card_lost");
        break;
      case "card_deleted":
        if (word.cardToken === card.token) return gone;
        break;
      case "card_renewed":
      case "card_updated":
        break;
      case "device_lost":
      case "device_found":
        if (word.deviceNo === device.no) {
          set("device_lost by channel", word.type === "device_lost");
        }
        break;
      default:
        // A device that is emptied before anything was loaded on it loses nothing.
        if (word.deviceNo === device.no && state !== "none") return gone;
    }
  }
  if (model.deleted.has(token)) return gone;
  if (state !== "active") return { state: "inactive", reasons: [] };
  set("holder by consumer", model.suspended.has(token));
  set("device_lost by consumer", model.lost.has(device.no));
  return { state: reasons.size === 0 ? "active" : "suspended", reasons: [...reasons].toSorted() };
}

/** Of the card itself, on whatever device. */
export function cardStanding({ heard }: CardsModel, cardToken: string): Standing {
  let lost = false;
  for (const word of heard.toSorted((a, b) => a.sequence - b.sequence)) {
    if (!("cardToken" in word) || word.cardToken !== cardToken) continue;
    if (word.type === "card_deleted") return gone;
    if (word.type === "card_lost") lost = true;
    if (word.type === "card_found") lost = false;
  }
  return lost
    ? { state: "suspended", reasons: ["card_lost by channel"] }
    : { state: "active", reasons: [] };
}

/** What is printed on it by the newest word, whatever came last. */
export function digitsOf({ heard }: CardsModel, cardToken: string): string | undefined {
  const newest = heard.toSorted((a, b) => b.sequence - a.sequence).find((word) =>
    word.type === "loaded"
      ? word.card.token === cardToken
      : (word.type === "card_renewed" || word.type === "card_updated") &&
        word.cardToken === cardToken
  );
  if (newest?.type === "loaded") return newest.card.lastFour;
  return newest && "face" in newest ? newest.face.lastFour : undefined;
}

/** Of everything a contract may charge, what a merchant could be told of it. */
export interface Seen {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly cards: ReadonlyMap<string, Standing>;
}

export function seen(model: CardsModel): Seen {
  const cardTokens = new Set(model.loads.map(({ card }) => card.token));
  return {
    standings: new Map(model.loads.map(({ token }) => [token, standingOf(model, token)])),
    cards: new Map([...cardTokens].map((token) => [token, cardStanding(model, token)])),
  };
}

const names = ({ reasons }: Standing) =>
  [...new Set(reasons.map((each) => each.split(" by ")[0]))].join(" ");

/** What the merchant of this contract is told of one step, in the order in which it is. */
export function toldOf(model: CardsModel, contract: Signed, was: Seen): readonly string[] {
  if (!contract.inForce) return [];
  const { token } = contract;
  const is = seen(model);
  const device = is.standings.get(token);
  if (device) return moved(was.standings.get(token) ?? { state: "inactive", reasons: [] }, device);
  const card = is.cards.get(token);
  if (!card) return [];
  const bound = model.loads.flatMap((load) => {
    const now = is.standings.get(load.token);
    const before = was.standings.get(load.token)?.state ?? "inactive";
    const isNew = before === "inactive" && (now?.state === "active" || now?.state === "suspended");
    return load.card.token === token && isNew ? [`card.bound ${names(now)}`.trim()] : [];
  });
  return [...moved(was.cards.get(token) ?? { state: "active", reasons: [] }, card), ...bound];
}

function moved(was: Standing, is: Standing): readonly string[] {
  if (was.state === is.state || is.state === "inactive") return [];
  if (is.state === "suspended") return [`card.suspended ${names(is)}`];
  if (is.state === "deleted") return ["card.deleted"];
  // Bound is told to those that charge the card.
  return was.state === "inactive" ? [] : ["card.resumed"];
}

/** Each device that can pay has one: the one before while that lives, else the longest there, one that works first. */
export function nextDefaults(model: CardsModel): ReadonlyMap<string, string> {
  return new Map(
    model.devices.flatMap((device) => {
      const payable = model.loads.filter((load) => load.device.no === device)
        .map((load) => ({ load, is: standingOf(model, load.token).state }))
        .filter(({ is }) => is === "active" || is === "suspended");
      const before = model.defaults.get(device);
      const kept = payable.find(({ load }) => load.token === before);
      const [first] = payable.toSorted((a, b) =>
        Number(b.is === "active") - Number(a.is === "active") || a.load.sequence - b.load.sequence
      );
      const next = kept ?? first;
      return next ? [[device, next.load.token] as const] : [];
    }),
  );
}
