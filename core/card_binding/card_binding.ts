import type { CardType } from "../channel/card.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { BindingId, ChannelOrderNo, ConsumerId, MerchantNo } from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import type { Mode } from "../merchant/merchant.ts";
import { after, type Duration, type Instant, minutes } from "../time.ts";

export type CardBindingState = "opening" | "bound" | "failed" | "deleting" | "ended";
type CardBindingSignalType = "asked" | "bound" | "failed" | "removal_asked" | "ended";

/** A card that the channel says is bound is bound, also after nobody waited for it any more. */
export const cardBindingMachine = {
  opening: { asked: "opening", bound: "bound", failed: "failed" },
  failed: { bound: "bound" },
  bound: { removal_asked: "deleting", ended: "ended" },
  deleting: { asked: "deleting", ended: "ended" },
  ended: {},
} as const satisfies Machine<CardBindingState, CardBindingSignalType>;

/** Of one consumer, those included that are just being bound or removed. */
export const BINDINGS_MAX = 20;

/** So long the consumer may stay on the channel's page. */
const OPENING_TIME: Duration = minutes(15);

export interface CardBindingFacts {
  readonly bindingId: BindingId;
  readonly consumerId: ConsumerId;
  /** The number at whose checkout it was opened, and by whose connection the channel is asked about it. */
  readonly merchantNo: MerchantNo;
  readonly mode: Mode;
  readonly channel: ChannelName;
  /** Of the opening. */
  readonly channelOrderNo: ChannelOrderNo;
  /** Every number that is connected with this one may charge it. */
  readonly requestor: string;
  readonly begunAt: Instant;
  readonly version: number;
}

/** What of a card people see. */
export interface CardFace {
  readonly lastFour: string | undefined;
  readonly issuer: string | undefined;
  readonly cardType: CardType | undefined;
}

export interface BoundFacts extends CardFace {
  /** Sealed for its own row. */
  readonly sealedToken: string;
  readonly tokenEndsAt: Instant | undefined;
  readonly boundAt: Instant;
}

/** The channel is asked next, or again. */
export interface AskedLater {
  readonly askAfter: Instant;
  readonly asks: number;
}

export type EndedBy = "consumer" | "channel";

export type CardBindingStanding =
  | ({ readonly state: "opening" } & AskedLater)
  | { readonly state: "failed"; readonly endedAt: Instant }
  | ({ readonly state: "bound" } & BoundFacts)
  /** It is charged no more; the channel has not confirmed it. */
  | ({ readonly state: "deleting" } & BoundFacts & AskedLater)
  | ({ readonly state: "ended"; readonly endedAt: Instant; readonly endedBy: EndedBy } & CardFace);

export type CardBinding = CardBindingFacts & CardBindingStanding;
export type BoundCard = Extract<CardBinding, { readonly state: "bound" }>;
export type DeletingCard = Extract<CardBinding, { readonly state: "deleting" }>;

export type CardBindingSignal =
  /** Committed before the channel is asked, so that two processes never ask at once. */
  | { readonly type: "asked"; readonly askAfter: Instant }
  | ({ readonly type: "bound" } & BoundFacts)
  | { readonly type: "failed"; readonly at: Instant }
  | { readonly type: "removal_asked"; readonly askAfter: Instant }
  | { readonly type: "ended"; readonly at: Instant; readonly by: EndedBy };

/** The binding after `signal`, one version later; undefined where the table has no such transition. */
export function advance(binding: CardBinding, given: CardBindingSignal): CardBinding | undefined {
  const step = stepOf(cardBindingMachine, binding, given);
  if (!step) return undefined;
  const facts = { ...factsOf(binding), version: binding.version + 1 };
  const { type, from, signal } = step;
  switch (type) {
    case "asked":
      return { ...from, ...facts, askAfter: signal.askAfter, asks: from.asks + 1 };
    case "bound": {
      const { type: _, ...bound } = signal;
      return { ...facts, state: "bound", ...bound };
    }
    case "failed":
      return { ...facts, state: "failed", endedAt: signal.at };
    case "removal_asked":
      return { ...from, ...facts, state: "deleting", askAfter: signal.askAfter, asks: 0 };
    case "ended":
      return {
        ...facts,
        ...faceOf(from),
        state: "ended",
        endedAt: signal.at,
        endedBy: signal.by,
      };
  }
}

function factsOf(binding: CardBinding): CardBindingFacts {
  const { bindingId, consumerId, merchantNo, mode, channel } = binding;
  const { channelOrderNo, requestor, begunAt, version } = binding;
  return {
    bindingId,
    consumerId,
    merchantNo,
    mode,
    channel,
    channelOrderNo,
    requestor,
    begunAt,
    version,
  };
}

function faceOf({ lastFour, issuer, cardType }: CardFace): CardFace {
  return { lastFour, issuer, cardType };
}

/** Whether it can be charged at a number that is connected so. */
export function isUsable(
  binding: CardBinding,
  at: {
    readonly requestor: string | undefined;
    readonly mode: Mode;
    readonly channel: ChannelName;
    readonly now: Instant;
  },
): binding is BoundCard {
  return binding.state === "bound" && binding.requestor === at.requestor &&
    binding.mode === at.mode && binding.channel === at.channel &&
    (binding.tokenEndsAt === undefined || at.now < binding.tokenEndsAt);
}

/** Whether the consumer may still be on the channel's page. */
export function isUnderWay({ state, begunAt }: CardBinding, now: Instant): boolean {
  return state === "opening" && now < after(begunAt, OPENING_TIME);
}

/** Where the token is sealed: it opens nowhere else. */
export function bindingContext(bindingId: string): string {
  return `card_bindings.sealed_token.${bindingId}`;
}
