import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId, SigningId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { advance, expiryOf, type Signing, type SigningRefusal } from "./signing.ts";
import { type SigningNotFound, type SigningStanding, viewSigning } from "./view_signing.ts";

export interface DeclineOnPage {
  readonly signingId: SigningId;
  /** The consumer's session token from the cookie. */
  readonly session: string;
}

/**
 * Only someone who could agree can decline: there is no session, no suitable card, or this person has already signed
 * the plan.
 */
export type NotAsked = {
  readonly code: "not_asked";
  readonly standing: SigningStanding["state"];
};

/**
 * The consumer declines on the page. Only someone who could sign now may do so: for anyone else with the link it
 * stays open for the intended person.
 */
export async function declineOnPage(
  deps: Deps,
  { signingId, session }: DeclineOnPage,
): Promise<Result<{ readonly signing: Signing }, SigningNotFound | SigningRefusal | NotAsked>> {
  const seen = await viewSigning(deps, { signingId, session });
  if (!seen.ok) return seen;
  const { state } = seen.value.standing;
  if (state !== "ready" && state !== "declined") {
    return rejected({ code: "not_asked", standing: state });
  }
  return await declineSigning(deps, { signingId, consumerId: seen.value.consumer?.consumerId });
}

/** Declined; declining again changes nothing, and after its time it is too late. */
export async function declineSigning(
  deps: Deps,
  { signingId, consumerId }: {
    readonly signingId: SigningId;
    readonly consumerId?: ConsumerId | undefined;
  },
): Promise<Result<{ readonly signing: Signing }, SigningNotFound | SigningRefusal>> {
  const declined = await retryOnConflict(async () => {
    const [signing, merchant] = await deps.load(
      deps.signings.byId(signingId),
      deps.signings.merchantOf(signingId),
    );
    if (!signing || !merchant) {
      return rejected({ code: "signing_not_found", signing_id: signingId });
    }
    if (signing.state === "declined") return ok({ signing });
    const at = merchantNow(merchant, deps.now());
    const over = expiryOf(signing, at);
    if (over) return rejected(over);
    const decision = advance(signing, { type: "declined" });
    if (!decision.ok) return decision;

    const eventId = deps.newId("evt");
    const by = byConsumer(consumerId);
    await deps.commit([{ type: "signing.declined", signing: decision.value, eventId, at, by }]);
    return ok({ signing: decision.value });
  });
  if (declined.ok) deps.nudge("deliver_webhooks");
  return declined;
}
