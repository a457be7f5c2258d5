import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { SigningId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { advance, type Signing, type SigningRefusal } from "./signing.ts";
import type { SigningNotFound } from "./view_signing.ts";

/** The consumer said no; saying it again changes nothing. */
export async function declineSigning(
  deps: Deps,
  { signingId }: { readonly signingId: SigningId },
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
    const decision = advance(signing, { type: "declined" });
    if (!decision.ok) return decision;

    const at = merchantNow(merchant, deps.now());
    const eventId = deps.newId("evt");
    await deps.commit([{ type: "signing.declined", signing: decision.value, eventId, at }]);
    return ok({ signing: decision.value });
  });
  if (declined.ok) deps.nudge("deliver_webhooks");
  return declined;
}
