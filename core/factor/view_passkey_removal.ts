import type { Deps } from "../deps.ts";
import type { PasskeyId } from "../id.ts";
import { capIn } from "../limit/allowance.ts";
import { type Factor, tierOf } from "../method/verification.ts";
import type { Money } from "../money.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import type { ConsumerPasskey } from "./consumer_passkey.ts";
import { enrolledOf, type EnrolRefusal, enrolRefusal } from "./may_enrol.ts";

/** What may be paid in a day by methods that we verify ourselves. */
interface Caps {
  readonly byCard: Money;
  /** Undefined where nobody pays by a balance. */
  readonly byBalance: Money | undefined;
}

export interface PasskeyRemoval {
  readonly passkey: ConsumerPasskey;
  /** What is left without the last one; undefined where as much may be paid as before. */
  readonly lowered: Caps | undefined;
  /** Nothing else ends a forgotten PIN without a wait. */
  readonly endsPin: boolean;
  /** Why they may not remove one now. */
  readonly refused: EnrolRefusal["code"] | undefined;
}

/** What somebody gives up with this passkey; undefined where it is not theirs. */
export async function viewPasskeyRemoval(
  deps: Deps,
  { here: { consumer: { consumerId }, session }, passkeyId }: {
    readonly here: Pick<ConsumerHere, "consumer" | "session">;
    readonly passkeyId: PasskeyId;
  },
): Promise<PasskeyRemoval | undefined> {
  const enrolled = await enrolledOf(deps, consumerId);
  const passkey = enrolled.passkeys.find((each) => each.passkeyId === passkeyId);
  if (!passkey) return undefined;
  const now = deps.now();
  const [loweredUntil] = await deps.load(deps.recoveries.loweredUntil(consumerId, now));
  const { agreedDailyLimit: agreed, walletApps } = deps.config;
  const cap = (...used: readonly Factor[]) =>
    capIn(tierOf(used), { agreed, lowered: loweredUntil !== undefined });
  const last = enrolled.passkeys.length === 1;
  const without: readonly Factor[] = enrolled.pin ? ["code", "pin"] : ["code"];
  const after = {
    byCard: cap(...without),
    byBalance: walletApps.length > 0 ? cap() : undefined,
  };
  const falls = after.byCard.fen < cap(...without, "signature").fen ||
    (after.byBalance?.fen ?? Infinity) < cap("passkey", "signature").fen;
  return {
    passkey,
    lowered: last && falls ? after : undefined,
    endsPin: last && enrolled.pin !== undefined,
    refused: enrolRefusal(session, enrolled, now)?.code,
  };
}
