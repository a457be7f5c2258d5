import { eq, sql } from "drizzle-orm";
import type { CardBinding } from "../../core/card_binding/card_binding.ts";
import type { CardBindingEvent } from "../../core/card_binding/card_binding_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { cardBindings } from "./table.ts";

export const cardBindingChanges = {
  "card_binding.begun": ({ binding }) => [insert(rowOf(binding))],
  "card_binding.asked": update,
  "card_binding.bound": update,
  "card_binding.failed": update,
  "card_binding.removal_asked": update,
  "card_binding.ended": update,
} satisfies Changes<CardBindingEvent>;

function update({ binding }: CardBindingEvent) {
  return [move(rowOf(binding))];
}

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof rowOf>>(
  build.insert(cardBindings).values({
    bindingId: at("bindingId"),
    consumerId: at("consumerId"),
    merchantNo: at("merchantNo"),
    mode: at("mode"),
    channel: at("channel"),
    channelOrderNo: at("channelOrderNo"),
    requestor: at("requestor"),
    begunAt: at("begunAt"),
    state: at("state"),
    askAfter: at("askAfter"),
    asks: at("asks"),
    version: at("version"),
  }),
);

const move = prepare<ReturnType<typeof rowOf>>(
  build.update(cardBindings).set({
    state: sql`${at("state")}`,
    askAfter: sql`${at("askAfter")}`,
    asks: sql`${at("asks")}`,
    sealedToken: sql`${at("sealedToken")}`,
    tokenEndsAt: sql`${at("tokenEndsAt")}`,
    lastFour: sql`${at("lastFour")}`,
    issuer: sql`${at("issuer")}`,
    cardType: sql`${at("cardType")}`,
    boundAt: sql`${at("boundAt")}`,
    endedAt: sql`${at("endedAt")}`,
    endedBy: sql`${at("endedBy")}`,
    version: sql`${at("version")}`,
  }).where(eq(cardBindings.bindingId, at("bindingId"))),
);

function rowOf(binding: CardBinding) {
  const asked = binding.state === "opening" || binding.state === "deleting" ? binding : undefined;
  const bound = binding.state === "bound" || binding.state === "deleting" ? binding : undefined;
  const face = binding.state === "ended" ? binding : bound;
  const over = binding.state === "failed" || binding.state === "ended" ? binding : undefined;
  return {
    ...binding,
    askAfter: asked?.askAfter,
    asks: asked?.asks ?? 0,
    sealedToken: bound?.sealedToken,
    tokenEndsAt: bound?.tokenEndsAt,
    lastFour: face?.lastFour,
    issuer: face?.issuer,
    cardType: face?.cardType,
    boundAt: bound?.boundAt,
    endedAt: over?.endedAt,
    endedBy: binding.state === "ended" ? binding.endedBy : undefined,
  };
}
