import { sql } from "drizzle-orm";
import type { ChainEnd } from "../../core/audit/audit_store.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import { type ChainedEvent, linkHash } from "../event/chain.ts";
import { auditEntries } from "./table.ts";

/** The reason of a refusal: since it was loaded, somebody else has gone on from that end. */
export const END_MOVED = "audit_end";

const at = sql.placeholder;
const insertEntry = prepare(
  build.insert(auditEntries).values({
    seq: at("seq"),
    eventId: at("eventId"),
    previous: at("previous"),
    hash: at("hash"),
  }),
);

/** An event as it is stored, and what its step wrote of the row where its subject has a chain of its own. */
export interface Act {
  readonly stored: ChainedEvent;
  readonly written: string | null;
}

/** An entry for each act, from `end` on, the next number as the lock. */
export function entriesFor(acts: readonly Act[], end: ChainEnd): readonly Statement[] {
  let previous = end.hash;
  return acts.map(({ stored, written }, i) => {
    const hash = linkHash(stored, { previous, written });
    const { eventId } = stored;
    const statement = insertEntry({ seq: end.entries + i + 1, eventId, previous, hash });
    previous = hash;
    return { ...statement, guard: END_MOVED };
  });
}
