import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { isProven } from "../consumer/lost_phone.ts";
import { openIdentity } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { rfc3339 } from "../time.ts";
import { ownSections } from "./own_data.ts";

/** Rows of one read; the whole is never in memory at once. */
const PAGE_ROWS = 200;

export type GiveDataRefusal = { readonly code: "session_not_fresh" };

/** All that is kept about whoever is signed in, unmasked, as JSON in pieces: given only once that is on record. */
export async function giveData(
  deps: Deps,
  here: Pick<ConsumerHere, "consumer" | "session">,
): Promise<Result<AsyncGenerator<string>, GiveDataRefusal>> {
  if (!isProven(here, deps.now())) return rejected({ code: "session_not_fresh" });
  const { consumerId } = here.consumer;
  const consumer = await retryOnConflict(async () => {
    const [found] = await deps.load(deps.consumers.byId(consumerId));
    if (!found) return undefined;
    await deps.commit([{
      type: "consumer.data_given",
      consumer: { ...found.consumer, version: found.consumer.version + 1 },
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: byConsumer(consumerId),
    }]);
    return found.consumer;
  });
  return consumer ? ok(pieces(deps, consumer)) : rejected({ code: "session_not_fresh" });
}

async function* pieces(deps: Deps, consumer: Consumer): AsyncGenerator<string> {
  const { name, phone, idNumber } = await openIdentity(deps.vault, consumer);
  const person = {
    consumer_id: consumer.consumerId,
    name,
    phone,
    id_number: idNumber,
    tell_after_charge: consumer.tellAfterCharge,
    known_since: rfc3339(consumer.createdAt),
  };
  yield `{"given_at":"${rfc3339(deps.now())}","person":${JSON.stringify(person, undefined, 2)}`;
  for (const section of ownSections) {
    yield `,\n"${section}":[`;
    for (let after = 0;; after += PAGE_ROWS) {
      const page = { max: PAGE_ROWS, after };
      const [rows] = await deps.load(deps.ownData.rows(section, consumer.consumerId, page));
      const text = rows.map((row) => `\n${JSON.stringify(row)}`).join(",");
      if (text !== "") yield after === 0 ? text : `,${text}`;
      if (rows.length < PAGE_ROWS) break;
    }
    yield "]";
  }
  yield "}\n";
}
