import type { Delivering } from "../../core/message/message_store.ts";
import { unitOf } from "../engine/statement.ts";

/** How the messages of a table are handed over. */
export function delivering(table: "messages" | "account_messages"): Delivering {
  const take = `update ${table} set due_at = ?2, tries = tries + 1
    where message_id = ?1 and due_at <= ?3 returning message_id`;
  const markTold = `update ${table} set due_at = null, told_at = ?2
    where message_id = ?1 and told_at is null`;
  const tellAgain = `update ${table} set due_at = ?2 where message_id = ?1 and told_at is null`;
  return {
    take: (messageId, { now, until }) => unitOf(take, messageId, until, now),
    markTold: (messageId, now) => unitOf(markTold, messageId, now),
    tellAgain: (messageId, from) => unitOf(tellAgain, messageId, from ?? null),
  };
}
