import type { AccountNews, Owed } from "../../core/message/account_news.ts";
import type { Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";

// Owed in the same write as what they tell, so that a crash never loses one.

const OWE = `insert into account_messages
  (message_id, consumer_id, kind, facts, at, sealed_phone, due_at) values (?1, ?2, ?3, ?4, ?5, ?6, 0)
  on conflict (message_id) do nothing`;

export function oweNews(
  { consumerId, news: { kind, ...facts }, formerPhone }: Owed,
  { messageId, at }: { readonly messageId: string; readonly at: Instant },
): Statement {
  const args = [messageId, consumerId, kind, JSON.stringify(facts), BigInt(at)];
  return { sql: OWE, args: [...args, formerPhone ?? null] };
}

export function readNews(kind: string, facts: string): AccountNews {
  return { kind, ...JSON.parse(facts) };
}
