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

/**
 * Writes what changed, with what merchants are told whose contracts it touches; what is as it was writes nothing. Throws
 * Conflict when something else was said of this holder's cards first.
 */
export async function keepHeld(deps: Deps, { before, after, cause, by, at }: Keep): Promise<Held> {
  const changed = {
    cards: after.cards.filter((each) => !before.cards.includes(each)),
    devices: after.devices.filter((each) => !before.devices.includes(each)),
    deviceCards: after.deviceCards.filter((each) => !before.deviceCards.includes(each)),
  };
  if (Object.values(changed).every((each) => each.length === 0)) return before;
  const holder = { ...after.holder, version: before.holder.version + 1 };
  const held = { ...after, holder };
  const told = await toldOf(deps, before, after);
  await deps.commit([
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
  ]);
  if (told.length > 0) deps.nudge("deliver_webhooks");
  return held;
}

async function toldOf(
  deps: Deps,
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
