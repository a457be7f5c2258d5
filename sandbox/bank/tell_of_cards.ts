import { retryOnConflict } from "../../core/conflict.ts";
import type {
  WireCardWord,
  WireDeviceCardNotice,
} from "../../core/channel/sandbox/device_card_messages.ts";
import { paths } from "../../core/paths.ts";
import { type KeptWord, wordsSubject } from "./bank_device_card.ts";
import type { BankDeps } from "./bank_deps.ts";
import type { PersonNo } from "./persons.ts";
import { deliverNotices } from "./send_notices.ts";
import { newEntry, newNotice, token, writeAtBank } from "./write_at_bank.ts";

/** A word to the portal about somebody's cards, with what it means at the token service. */
export type Word = Omit<KeptWord, "entry" | "notice"> & { readonly said: WireCardWord };

/**
 * Keeps words about one person's cards, each with the next number, and tells the portal, one after the other; what it
 * did not take is sent again by the job. Returns the number of the last.
 */
export async function tellOfCards(
  deps: BankDeps,
  personNo: PersonNo,
  words: readonly Word[],
): Promise<number> {
  const subjectNo = wordsSubject(personNo);
  const url = deps.config.publicUrl + paths.notice("sandbox");
  const lease = token(deps);
  const kept = await retryOnConflict(async () => {
    const [soFar] = await deps.load(deps.bank.deviceCards.wordsSoFar(subjectNo));
    const now = deps.now();
    const next = words.map(({ said, ...meant }, i): KeptWord => {
      const sequence = soFar + i + 1;
      const body = JSON.stringify(
        { about: "device_card", user_id: personNo, sequence, said } satisfies WireDeviceCardNotice,
      );
      return {
        ...meant,
        entry: newEntry(deps, subjectNo, sequence, now, said.type),
        notice: newNotice(deps, { subjectNo, url, body, at: now }, { now, lease }),
      };
    });
    await writeAtBank(deps, deps.bank.deviceCards.keep(next));
    return next;
  });
  for (const { notice } of kept) await deliverNotices(deps, [notice], lease);
  return kept.at(-1)?.entry.version ?? 0;
}
