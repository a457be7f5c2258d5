import { and, asc, desc, eq, lte, sql } from "drizzle-orm";
import type { CardType } from "../../core/channel/card.ts";
import type { ChannelName } from "../../core/channel/channel.ts";
import {
  BINDINGS_MAX,
  type BoundFacts,
  type CardBinding,
  type CardBindingStanding,
  type CardFace,
  type EndedBy,
} from "../../core/card_binding/card_binding.ts";
import type { CardBindingStore } from "../../core/card_binding/card_binding_store.ts";
import type { BindingId, ChannelOrderNo, ConsumerId, MerchantNo } from "../../core/id.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import type { Row } from "../../core/query.ts";
import { after, instant, milliseconds } from "../../core/time.ts";
import { SESSION_IDLE } from "../../core/session/session.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { forClock } from "../merchant/clock.ts";
import { cardBindings } from "./table.ts";

function readBinding(row: Row): CardBinding {
  const columns = new Columns(row);
  return {
    bindingId: columns.text("binding_id") as BindingId,
    consumerId: columns.text("consumer_id") as ConsumerId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    mode: columns.text("mode") as Mode,
    channel: columns.text("channel") as ChannelName,
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    requestor: columns.text("requestor"),
    begunAt: instant(columns.int("begun_at")),
    version: columns.int("version"),
    ...readStanding(columns),
  };
}

function readStanding(columns: Columns): CardBindingStanding {
  const state = columns.text("state");
  switch (state) {
    case "opening":
      return { state, ...readAsked(columns) };
    case "bound":
      return { state, ...readBound(columns) };
    case "deleting":
      return { state, ...readBound(columns), ...readAsked(columns) };
    case "failed":
      return { state, endedAt: instant(columns.int("ended_at")) };
    case "ended":
      return {
        state,
        ...readFace(columns),
        endedAt: instant(columns.int("ended_at")),
        endedBy: columns.text("ended_by") as EndedBy,
      };
    default:
      throw new TypeError(`Cannot read card binding: unknown state "${state}"`);
  }
}

function readAsked(columns: Columns) {
  return { askAfter: instant(columns.int("ask_after")), asks: columns.int("asks") };
}

function readBound(columns: Columns): BoundFacts {
  const endsAt = columns.intOrNone("token_ends_at");
  return {
    ...readFace(columns),
    sealedToken: columns.text("sealed_token"),
    tokenEndsAt: endsAt === undefined ? undefined : instant(endsAt),
    boundAt: instant(columns.int("bound_at")),
  };
}

function readFace(columns: Columns): CardFace {
  return {
    lastFour: columns.textOrNone("last_four"),
    issuer: columns.textOrNone("issuer"),
    cardType: columns.textOrNone("card_type") as CardType | undefined,
  };
}

const at = sql.placeholder;
const row = pack([cardBindings, ""]);
const select = () => build.select(row.fields).from(cardBindings);

const byId = prepare(select().where(eq(cardBindings.bindingId, at("bindingId"))));
const byChannelOrderNo = prepare(select().where(eq(cardBindings.channelOrderNo, at("no"))));
const ofSession = prepare<{ tokenDigest: string; now: number; idleSince: number; max: number }>(
  select().where(and(
    sql`${cardBindings.consumerId} = (select consumer_id from consumer_sessions
      where token_digest = ${at("tokenDigest")} and expires_at > ${at("now")}
        and seen_at > ${at("idleSince")})`,
    sql`${cardBindings.state} in ('opening', 'bound', 'deleting')`,
  )).orderBy(desc(cardBindings.bindingId)).limit(at("max")),
);
const due = forClock(
  cardBindings.merchantNo,
  (whose) =>
    select().where(and(
      sql`${cardBindings.askAfter} is not null`,
      lte(cardBindings.askAfter, at("now")),
      whose,
    )).orderBy(asc(cardBindings.askAfter)).limit(at("max")),
);

export const cardBindingStore: CardBindingStore = {
  byId: (bindingId) => first(row, byId({ bindingId }), readBinding),
  byChannelOrderNo: (no) => first(row, byChannelOrderNo({ no }), readBinding),
  ofSession: (tokenDigest, now) => {
    const idleSince = after(now, milliseconds(-SESSION_IDLE));
    return all(row, ofSession({ tokenDigest, now, idleSince, max: BINDINGS_MAX }), readBinding);
  },
  toAsk: (now, merchantNo, max) => all(row, due(merchantNo, { now, max }), readBinding),
};
