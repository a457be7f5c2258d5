import { assertCommitted } from "../../core/conflict.ts";
import { sha256 } from "../../core/sha256.ts";
import { after, type Duration, minutes } from "../../core/time.ts";
import type { IdentityAnswer } from "../../core/channel/sandbox/contract_messages.ts";
import { payableBy } from "./charged_token.ts";
import { type PersonNo, personOf } from "./persons.ts";
import type { BankDeps } from "./bank_deps.ts";
import { token, writeAtBank } from "./write_at_bank.ts";

export const APP_CODE_LIFETIME: Duration = minutes(2);

/**
 * A one-time code by which the app tells a page who is using it: 128 random bits, good for one exchange within two
 * minutes; only its digest is kept.
 */
export async function makeAppCode(deps: BankDeps, personNo: PersonNo): Promise<string> {
  const code = token(deps);
  const now = deps.now();
  const kept = { digest: await sha256(code), personNo, expiresAt: after(now, APP_CODE_LIFETIME) };
  await writeAtBank(deps, deps.bank.appCodes.put(kept, now));
  return code;
}

/** Exchanges a code, once. Unknown, used and expired codes get the same answer. */
export async function identify(deps: BankDeps, code: string): Promise<IdentityAnswer | undefined> {
  const takenBy = token(deps);
  const unit = deps.bank.appCodes.take(await sha256(code), takenBy, deps.now());
  const verdict = await deps.write(unit);
  if (verdict.type === "refused") return undefined;
  assertCommitted(verdict);
  const personNo = verdict.rows.at(-1)?.[0]?.["person_no"];
  const person = typeof personNo === "string" ? personOf(personNo) : undefined;
  if (!person) return { state: "refused" };
  return {
    state: "known",
    user_id: person.personNo,
    name: person.name,
    phone: person.phone,
    id_number: person.idNumber,
    cards: (await payableBy(deps, person.personNo)).map(({ lastFour, ...card }) => ({
      ...card,
      last_four: lastFour,
    })),
  };
}
