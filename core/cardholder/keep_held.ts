import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import { sameText } from "../same_text.ts";
import { after as later, type Instant } from "../time.ts";
import type { Held } from "./cardholder.ts";
import { type CardCause, toldSubject } from "./cardholder_events.ts";
import type { ContractByCard } from "./cardholder_store.ts";
import { type CardMove, movesBetween } from "./touched.ts";

interface Keep {
  readonly before: Held;
  readonly after: Held;
  readonly cause: CardCause;
  readonly by: Actor;
  readonly at: Instant;
}

/** Writes what changed, if anything did. Throws Conflict when something else was said of this holder's cards first. */
export async function keepHeld(deps: Deps, keep: Keep): Promise<Held> {
  const { held, events } = await heldEvents(deps, keep);
  if (events.length === 0) return held;
  await deps.commit(events);
  // The first is the holder's own.
  if (events.length > 1) deps.nudge("deliver_webhooks");
  return held;
}

/** For one commit: what changed, with what merchants are told whose contracts it touches; nothing where all is as it was. */
export async function heldEvents(
  deps: Pick<Deps, "load" | "cardholders" | "newId">,
  { before, after, cause, by, at }: Keep,
): Promise<{ readonly held: Held; readonly events: readonly DomainEvent[] }> {
  const changed = {
    cards: after.cards.filter((each) => !before.cards.includes(each)),
    devices: after.devices.filter((each) => !before.devices.includes(each)),
    deviceCards: after.deviceCards.filter((each) => !before.deviceCards.includes(each)),
  };
  if (Object.values(changed).every((each) => each.length === 0)) {
    return { held: before, events: [] };
  }
  const holder = { ...after.holder, version: before.holder.version + 1 };
  const held = { ...after, holder };
  const told = await toldOf(deps, before, after);
  const events: readonly DomainEvent[] = [
    {
      type: "cardholder.changed",
      cause,
      held,
      changed,
      eventId: deps.newId("evt"),
      at,
      by,
    },
    ...told.map(({ move, contract, version }): DomainEvent => ({
      type: move.type,
      move,
      contract,
      version,
      eventId: deps.newId("evt"),
      at: later(at, contract.clockOffset),
      by,
    })),
  ];
  return { held, events };
}

async function toldOf(
  deps: Pick<Deps, "load" | "cardholders">,
  before: Held,
  after: Held,
): Promise<
  readonly {
    readonly move: CardMove;
    readonly contract: ContractByCard;
    readonly version: number;
  }[]
> {
  const moves = movesBetween(before, after);
  if (moves.length === 0) return [];
  const tokens = moves.map(({ token }) => token);
  const [contracts] = await deps.load(
    deps.cardholders.contractsBy(after.holder.channel, tokens),
  );
  const pairs = moves.flatMap((move) =>
    contracts.filter(({ token }) => sameText(token, move.token)).map((contract) => ({
      move,
      contract,
    }))
  );
  if (pairs.length === 0) return [];
  const subjects = pairs.map(({ move, contract }) => toldSubject(move, contract));
  const [soFar] = await deps.load(deps.cardholders.toldSoFar(subjects));
  return pairs.map((pair) => ({
    ...pair,
    version: (soFar.get(toldSubject(pair.move, pair.contract)) ?? 0) + 1,
  }));
}
