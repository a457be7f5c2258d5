import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { sealIdentityPhone } from "../identity/seal_phone.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Browser } from "../session/begin_session.ts";
import { after, milliseconds } from "../time.ts";
import { digestPhone } from "./digest_identity.ts";
import { enterByPhone, type SignedInByPhone } from "./enter_by_phone.ts";
import { newConsumer } from "./new_consumer.ts";
import { openProved } from "./proved_phone.ts";
import { QUIET_AFTER, quietHolder } from "./quiet_phone.ts";
import { FROM_THE_START } from "./sign_in_by_phone.ts";
import { withPhone } from "./with_phone.ts";

/**
 * An empty account for whoever has a number that was somebody else's. The other account keeps what is in it and its other
 * ways in; this phone opens it no more, and it is told nothing by it.
 */
export async function startAnew(
  deps: Deps,
  { proved, browser }: { readonly proved: string; readonly browser: Browser },
): Promise<Result<SignedInByPhone, { readonly code: "proof_over" }>> {
  const phone = await openProved(deps.vault, proved, deps.now());
  if (phone === undefined) return rejected({ code: "proof_over" });
  const subject = await digestPhone(deps.vault, phone);
  const consumerId = await retryOnConflict(() => release(deps, subject, phone));
  if (consumerId === undefined) return rejected({ code: "proof_over" });
  const entering = { consumerId, phoneDigest: subject, browser, knownSince: FROM_THE_START };
  return ok(await enterByPhone(deps, entering));
}

/** Whose the phone is from now on; undefined where its account opens by a code again: that is asked for anew. */
async function release(deps: Deps, subject: string, phone: string) {
  const before = await quietHolder(deps, subject);
  if (!before) return undefined;
  const at = deps.now();
  const consumerId = deps.newId("con");
  const told = before.phoneDigest === subject ? await withPhone(deps, before, "") : before;
  const by = byConsumer(consumerId);
  await deps.commit([
    {
      type: "consumer.phone_released",
      consumer: { ...told, version: before.version + 1 },
      phone: { subject, silentSince: after(at, milliseconds(-QUIET_AFTER)) },
      eventId: deps.newId("evt"),
      at,
      by,
    },
    {
      type: "consumer.known",
      consumer: await newConsumer(deps, consumerId, { name: "", phone, idNumber: "" }),
      identity: {
        issuer: "phone",
        subject,
        consumerId,
        createdAt: at,
        sealedPhone: await sealIdentityPhone(deps.vault, subject, phone),
        provedAt: at,
      },
      eventId: deps.newId("evt"),
      at,
      by,
    },
  ]);
  deps.nudge("tell_consumers");
  return consumerId;
}
