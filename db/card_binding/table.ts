import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const cardBindings = sqliteTable("card_bindings", {
  bindingId: text("binding_id").primaryKey(),
  consumerId: text("consumer_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  mode: text("mode").notNull(),
  channel: text("channel").notNull(),
  channelOrderNo: text("channel_order_no").notNull(),
  requestor: text("requestor").notNull(),
  begunAt: int("begun_at").notNull(),
  state: text("state").notNull(),
  askAfter: int("ask_after"),
  asks: int("asks").notNull(),
  sealedToken: text("sealed_token"),
  tokenEndsAt: int("token_ends_at"),
  lastFour: text("last_four"),
  issuer: text("issuer"),
  cardType: text("card_type"),
  boundAt: int("bound_at"),
  endedAt: int("ended_at"),
  endedBy: text("ended_by"),
  version: int("version").notNull(),
});
