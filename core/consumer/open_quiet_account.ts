import { spend, type TooMany } from "../budget/spend.ts";
import type { Deps } from "../deps.ts";
import { isHolders } from "../factor/is_holders.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Browser } from "../session/begin_session.ts";
import { digestPhone } from "./digest_identity.ts";
import { enterByPhone, type SignedInByPhone } from "./enter_by_phone.ts";
import { openProved } from "./proved_phone.ts";

export interface OpenQuietAccount {
  /** That the code was right, lately. */
  readonly proved: string;
  /** The payment PIN or the ID number of whoever had the phone before. */
  readonly typed: string;
  readonly browser: Browser;
}

/** Too late, and wrong in whatever way: nobody learns what the account has. */
export type QuietRefusal = { readonly code: "proof_over" } | { readonly code: "proof_wrong" };

/** Signs in to the account of a phone that was silent for long, whose holder knows more than the phone's code. */
export async function openQuietAccount(
  deps: Deps,
  { proved, typed, browser }: OpenQuietAccount,
): Promise<Result<SignedInByPhone, QuietRefusal | TooMany>> {
  const phone = await openProved(deps.vault, proved, deps.now());
  if (phone === undefined) return rejected({ code: "proof_over" });
  const subject = await digestPhone(deps.vault, phone);
  // Spent before anything is compared.
  const spent = await spend(deps, [[{ budget: "quiet_proofs_of_phone", subject }]]);
  if (!spent.ok) return spent;
  const [holder] = await deps.load(deps.identities.holder({ issuer: "phone", subject }));
  if (!holder || !await isHolders(deps, holder, typed)) return rejected({ code: "proof_wrong" });
  const { consumerId } = holder;
  return ok(
    await enterByPhone(deps, {
      consumerId,
      phoneDigest: subject,
      browser,
      knownSince: undefined,
    }),
  );
}
