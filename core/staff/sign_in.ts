import { byStaff } from "../actor.ts";
import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import { conflictOf, retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { assertionOptions, readAssertion } from "../passkey/assert_passkey.ts";
import { ok, rejected, type Result } from "../result.ts";
import { digestToken, newToken } from "./one_time_link.ts";
import { digestRecoveryCode, readRecoveryCode } from "./recovery_code.ts";
import { digestMail } from "./seal_staff.ts";
import { begun, type Proof } from "./session.ts";
import { type ActiveStaff, moved, type Staff } from "./staff.ts";
import type { Assertion } from "../passkey/webauthn.ts";
import type { PasskeyUse } from "../passkey/passkey.ts";

/** Unknown, removed, wrong and used up get one answer, so that guessing reveals nothing. */
export type SignInRefusal = { readonly code: "sign_in_refused" } | TooMany;

export interface SignedInNow {
  readonly staff: ActiveStaff;
  /** For the cookie; 256 random bits, of which only the digest is kept. */
  readonly sessionToken: string;
}

const SUBJECT = "sign_in";
const refused = { code: "sign_in_refused" } as const;

/** What the browser needs to sign with any passkey of ours. Each costs a row, so they are counted. */
export async function signInOptions(
  deps: Deps,
  source: Source,
): Promise<Result<Awaited<ReturnType<typeof assertionOptions>>, TooMany>> {
  const spent = await spend(deps, ways(source));
  return spent.ok ? ok(await assertionOptions(deps, SUBJECT)) : spent;
}

/** Signs in whoever's passkey answered the challenge. */
export async function signIn(
  deps: Deps,
  { response, client }: { readonly response: Assertion; readonly client: string },
): Promise<Result<SignedInNow, SignInRefusal>> {
  const found = await readAssertion(deps, {
    subject: SUBJECT,
    response,
    owner: deps.staff.byCredential,
  });
  if (!found) return rejected(refused);
  // Not tried again when somebody was first: the counter that was compared may be another one.
  const begin = beginSession(deps, {
    staff: found.staff,
    used: found.used,
    client,
    proof: "passkey",
  });
  return await conflictOf(begin) ? rejected(refused) : await begin;
}

/** Signs in by mail address and one of the recovery codes, which is used up. Wrong ones are counted. */
export async function signInByCode(
  deps: Deps,
  given: {
    readonly mail: string;
    readonly typed: string;
    readonly client: string;
    readonly source: Source;
  },
): Promise<Result<SignedInNow, SignInRefusal>> {
  const { mail, typed, client, source } = given;
  const spent = await spend(deps, ways(source));
  if (!spent.ok) return spent;
  const code = await digestRecoveryCode(deps.vault, readRecoveryCode(typed) ?? "");
  const mailDigest = await digestMail(deps.vault, mail);
  const signedIn = await retryOnConflict(async () => {
    const [staff] = await deps.load(deps.staff.byCode(code));
    if (staff?.mailDigest !== mailDigest) return rejected(refused);
    return await beginSession(deps, { staff, code, client, proof: "recovery_code" });
  });
  if (signedIn.ok) await giveBack(deps, spent.value);
  return signedIn;
}

/** A session for somebody who has just proved who they are. Throws Conflict when they changed in the meantime. */
export async function beginSession(
  deps: Deps,
  { staff: found, proof, used, code, client }: {
    readonly staff: Staff;
    readonly proof: Proof;
    readonly client: string;
    readonly used?: PasskeyUse;
    readonly code?: string;
  },
): Promise<Result<SignedInNow, SignInRefusal>> {
  if (found.state !== "active") return rejected(refused);
  const now = deps.now();
  const staff = moved(found);
  const { staffId } = staff;
  const sessionToken = newToken(deps.random);
  const tokenDigest = await digestToken(sessionToken);
  const sessionId = deps.newId("ses");
  const session = begun(staffId, { sessionId, tokenDigest, proof, client }, {
    now,
    config: deps.config,
  });
  await deps.commit([{
    type: "staff.signed_in",
    staff,
    session,
    used,
    code,
    eventId: deps.newId("evt"),
    at: now,
    by: byStaff(staffId),
  }]);
  return ok({ staff, sessionToken });
}

function ways(source: Source) {
  return waysOf(source, {
    first: "sign_ins_first",
    more: "sign_ins",
    forAll: "sign_ins_for_all",
  });
}
