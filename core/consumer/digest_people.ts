import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { digestIdentity, type IdentityDigests } from "./digest_identity.ts";
import type { Consumer } from "./consumer.ts";
import { openIdentity } from "./seal_person.ts";

/** Few enough that requests of a serving portal get between two batches. */
const BATCH = 100;

/**
 * Gives people who were known before there was a block list the digests by which it finds them. Until that is done for
 * everybody, no person is put on the list: a block that does not find all it is about would only seem to be one.
 */
export async function digestPeople(deps: Deps): Promise<void> {
  for (;;) {
    const [people] = await deps.load(deps.consumers.undigested(BATCH));
    if (people.length === 0) return;
    const digested = await Promise.all(
      people.map(async (consumer) => ({
        consumerId: consumer.consumerId,
        ...await digestsOf(deps, consumer),
      })),
    );
    assertCommitted(await deps.write(deps.consumers.keepDigests(digested)));
  }
}

/** What no secret opens any more can be compared with nothing; the log says whose it is. */
async function digestsOf(
  { vault, log }: Pick<Deps, "vault" | "log">,
  consumer: Consumer,
): Promise<IdentityDigests> {
  try {
    return await digestIdentity(vault, await openIdentity(vault, consumer));
  } catch (error) {
    const { consumerId: consumer_id } = consumer;
    log.error("the block list cannot find this person", { consumer_id, error: String(error) });
    return { phoneDigest: "", idNumberDigest: "" };
  }
}
