import { byChannel, byClock } from "../actor.ts";
import { callChannel } from "../channel/call_channel.ts";
import type { WillOutcome } from "../channel/device_card_channel.ts";
import { conflictOf } from "../conflict.ts";
import { askWait } from "../contract/ask_wait.ts";
import type { Deps } from "../deps.ts";
import { flow, type FlowOptions } from "../flow.ts";
import type { CardholderId } from "../id.ts";
import { after as later, type Instant } from "../time.ts";
import type { DeviceCard, Held } from "./cardholder.ts";
import { keepHeld } from "./keep_held.ts";
import { loadHeld } from "./load_held.ts";
import { settle, willOf } from "./settle.ts";

/** In one run; what is left is due in the next. */
const HOLDERS_MAX = 200;

/** Tells channels again what they have not confirmed: after a minute, five, thirty, two hours, then every six. */
export async function tellChannels(deps: Deps, options?: FlowOptions): Promise<void> {
  const [due] = await deps.load(deps.cardholders.toTell(deps.now(), HOLDERS_MAX));
  const queue = [...due];
  await flow<CardholderId>(deps.log, {
    name: "tell_channels",
    about: (id) => id,
    take: (max) => {
      const taken = queue.splice(0, max);
      return Promise.resolve({ taken, more: queue.length > 0 });
    },
    finish: async (cardholderId) => {
      await tellChannel(deps, { cardholderId });
    },
  }, options);
}

/** Tells this holder's channel all that is due; the next time is committed before, so that two never tell at once. */
export async function tellChannel(
  deps: Deps,
  { cardholderId }: { readonly cardholderId: CardholderId },
): Promise<Held> {
  const before = await heldOf(deps, cardholderId);
  const at = deps.now();
  const due = (each: DeviceCard) => each.tellAfter !== undefined && each.tellAfter <= at;
  const deviceCards = before.deviceCards.map((each) =>
    due(each) ? { ...each, tellAfter: later(at, askWait(each.tells)), tells: each.tells + 1 } : each
  );
  const telling = { before, after: { ...before, deviceCards }, cause: "telling", at } as const;
  const held = await kept(keepHeld(deps, { ...telling, by: byClock }));
  if (!held || held === before) return before;
  const heard = await Promise.all(
    before.deviceCards.filter(due).map(async (each) => ({
      revision: each.revision,
      deviceCardId: each.deviceCardId,
      outcome: await say(deps, before, each),
    })),
  );
  return await keepHeard(deps, held, heard.filter(({ outcome }) => outcome !== "unclear"));
}

interface Heard {
  readonly deviceCardId: DeviceCard["deviceCardId"];
  readonly revision: number;
  readonly outcome: WillOutcome;
}

async function say(deps: Deps, held: Held, each: DeviceCard): Promise<WillOutcome> {
  const port = deps.channels[held.holder.channel]?.deviceCards;
  if (!port) return "unclear";
  const response = await callChannel(deps, await port.tell(willOf(held, each)));
  return response ? await port.readTell(response) : "unclear";
}

/** What was changed again meanwhile is still to be told. */
async function keepHeard(deps: Deps, before: Held, heard: readonly Heard[]): Promise<Held> {
  if (heard.length === 0) return before;
  const at = deps.now();
  const after = settle(before, {
    ...before,
    deviceCards: before.deviceCards.map((each) => {
      const word = heard.find(({ deviceCardId }) => deviceCardId === each.deviceCardId);
      return word && word.revision === each.revision ? heardOf(each, word.outcome, at) : each;
    }),
  }, at);
  const cause = heard.some(({ outcome }) => outcome === "gone") ? "gone" : "told";
  const by = byChannel(before.holder.channel);
  return await kept(keepHeld(deps, { before, after, cause, by, at })) ?? before;
}

function heardOf(each: DeviceCard, outcome: WillOutcome, at: Instant): DeviceCard {
  const told = { ...each, tellAfter: undefined };
  return outcome === "gone" && !each.deleted ? { ...told, deleted: { at, because: "gone" } } : told;
}

/** Undefined when something else was said first: then it is told again when it is due. */
async function kept(keeping: Promise<Held>): Promise<Held | undefined> {
  let held: Held | undefined;
  const conflict = await conflictOf(keeping.then((each) => {
    held = each;
  }));
  return conflict ? undefined : held;
}

async function heldOf(deps: Deps, cardholderId: CardholderId): Promise<Held> {
  const held = await loadHeld(deps, cardholderId);
  if (!held) throw new TypeError(`Cannot find cardholder ${cardholderId}`);
  return held;
}
