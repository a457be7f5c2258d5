import { byConsumer } from "../actor.ts";
import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { takeCode } from "../factor/take_code.ts";
import type { Identity } from "../identity/identity.ts";
import { ok, rejected, type Result } from "../result.ts";
import { beginSession, type Browser } from "../session/begin_session.ts";
import { digestPhone, plainPhone } from "./digest_identity.ts";
import { newConsumer } from "./new_consumer.ts";
import { signInSubject } from "./send_sign_in_code.ts";

export interface SignInByPhone {
  readonly phone: string;
  readonly typed: string;
  readonly browser: Browser;
  readonly source: Source;
}

/** Wrong, expired, used and guessed too often get one answer, so that guessing reveals nothing. */
export type SignInByPhoneRefusal = { readonly code: "sign_in_code_refused" } | TooMany;

/**
 * Signs in whoever holds this phone; the session's token. A phone that nobody has signed in with is a new consumer, also
 * when a channel has named it as somebody's: it may have another holder by now.
 */
export async function signInByPhone(
  deps: Deps,
  { phone, typed, browser, source }: SignInByPhone,
): Promise<Result<string, SignInByPhoneRefusal>> {
  const spent = await spend(
    deps,
    waysOf(source, { first: "sign_ins_first", more: "sign_ins", forAll: "sign_ins_for_all" }),
  );
  if (!spent.ok) return spent;
  const subject = await digestPhone(deps.vault, phone);
  if (!await takeCode(deps, signInSubject(subject), typed)) {
    return rejected({ code: "sign_in_code_refused" });
  }
  await giveBack(deps, spent.value);
  const identity = await retryOnConflict(() => findOrMake(deps, subject, plainPhone(phone)));
  return ok(await beginSession(deps, { identity, browser }));
}

async function findOrMake(deps: Deps, subject: string, phone: string): Promise<Identity> {
  const issuer = "phone";
  const [found] = await deps.load(deps.identities.holder({ issuer, subject }));
  const at = deps.now();
  const consumerId = found?.consumerId ?? deps.newId("con");
  const identity: Identity = { issuer, subject, consumerId, createdAt: at };
  if (found) return identity;
  const consumer = await newConsumer(deps, consumerId, { name: "", phone, idNumber: "" });
  await deps.commit([{
    type: "consumer.known",
    consumer,
    identity,
    eventId: deps.newId("evt"),
    at,
    by: byConsumer(consumerId),
  }]);
  return identity;
}
