import { byConsumer } from "../actor.ts";
import { spend, type TooMany } from "../budget/spend.ts";
import { retryOnConflict } from "../conflict.ts";
import {
  type Consumer,
  maskedIdNumber,
  maskedName,
  maskedPhone,
  type OwnField,
} from "../consumer/consumer.ts";
import { isProven } from "../consumer/lost_phone.ts";
import { openIdentity } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { after, minutes } from "../time.ts";

/** Time enough to come to the page that shows it. */
const SHOWN_WITHIN = minutes(1);
const CONTEXT = "own data revealed";

export type RevealRefusal = { readonly code: "session_not_fresh" } | TooMany;

type Here = Pick<ConsumerHere, "consumer" | "session">;

/**
 * Puts on record that whoever is signed in looks at one field of their own, and answers with what shows it once in this
 * session.
 */
export async function revealOwn(
  deps: Deps,
  here: Here,
  field: OwnField,
): Promise<Result<string, RevealRefusal>> {
  if (!isProven(here, deps.now())) return rejected({ code: "session_not_fresh" });
  const { consumer: { consumerId }, session: { sessionId, client } } = here;
  const spent = await spend(deps, [[{ budget: "own_looks", subject: consumerId }]]);
  if (!spent.ok) return spent;
  await retryOnConflict(async () => {
    const [found] = await deps.load(deps.consumers.byId(consumerId));
    if (!found) return;
    await deps.commit([{
      type: "consumer.unmasked",
      consumer: { ...found.consumer, version: found.consumer.version + 1 },
      field,
      sessionId,
      client,
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: byConsumer(consumerId),
    }]);
  });
  const until = after(deps.now(), SHOWN_WITHIN);
  return ok(await deps.vault.seal([sessionId, field, until].join(" "), CONTEXT));
}

/** Who somebody is, as their own page shows it: masked, but for what was revealed just now. Empty where we know nothing. */
export type ShownOwn = Readonly<Record<OwnField, string>> & {
  readonly revealed: OwnField | undefined;
};

export async function viewOwn(
  deps: Pick<Deps, "vault" | "now">,
  { consumer, session: { sessionId } }: Here,
  shown: string | undefined,
): Promise<ShownOwn> {
  const opened = shown && await deps.vault.open(shown, CONTEXT).catch(() => undefined);
  const [within, field, until] = opened ? opened.split(" ") : [];
  const isNow = within === sessionId && deps.now() <= Number(until);
  return await ownWith(deps, consumer, isNow ? field : undefined);
}

async function ownWith(
  { vault }: Pick<Deps, "vault">,
  consumer: Consumer,
  field: string | undefined,
): Promise<ShownOwn> {
  const { name, phone, idNumber } = await openIdentity(vault, consumer);
  const of = (own: OwnField, value: string, mask: (text: string) => string) =>
    value === "" || field === own ? value : mask(value);
  return {
    name: of("name", name, maskedName),
    phone: of("phone", phone, maskedPhone),
    id_number: of("id_number", idNumber, maskedIdNumber),
    revealed: ownFieldIn(field),
  };
}

export function ownFieldIn(text: string | undefined): OwnField | undefined {
  return text === "name" || text === "phone" || text === "id_number" ? text : undefined;
}
