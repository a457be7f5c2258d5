import { makeAppCode } from "../bank/app_codes.ts";
import { lastCodeFor } from "../bank/inbox.ts";
import { type Person, type PersonNo, personOf } from "../bank/persons.ts";
import { enterByApp, type EnterByAppRefusal } from "../../core/consumer/enter_by_app.ts";
import type { SandboxDeps } from "./sandbox_deps.ts";
import type { ConsumerId, SigningId } from "../../core/id.ts";
import type { Caller, CallerRefusal } from "../../core/merchant/caller.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { ok, rejected, type Result } from "../../core/result.ts";
import { confirmSigning, type ConfirmSigningRefusal } from "../../core/signing/confirm_signing.ts";
import { declineSigning } from "../../core/signing/decline_signing.ts";
import {
  sendSigningCode,
  type SendSigningCodeRefusal,
} from "../../core/signing/send_signing_code.ts";
import type { Signing } from "../../core/signing/signing.ts";
import { viewSigning } from "../../core/signing/view_signing.ts";

export interface SignAsConsumer {
  readonly caller: Caller;
  readonly signingId: SigningId;
  readonly outcome: "signed" | "declined";
  readonly personNo: PersonNo;
}

export type SignAsConsumerRefusal =
  | CallerRefusal
  | { readonly code: "test_mode_only" }
  | EnterByAppRefusal
  | SendSigningCodeRefusal
  | ConfirmSigningRefusal;

/**
 * Does everything a sandbox person inside the app would do: signs in with a one-time code, reads the message on their
 * phone, provides what the plan requires, and agrees or declines.
 */
export async function signAsConsumer(
  deps: SandboxDeps,
  { caller, signingId, outcome, personNo }: SignAsConsumer,
): Promise<Result<Signing, SignAsConsumerRefusal>> {
  const [merchant, signing, plan] = await deps.load(
    deps.merchants.calling(caller),
    deps.signings.ownById(caller, signingId),
    deps.signings.planOf(signingId),
  );
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!signing || !plan) return rejected({ code: "signing_not_found", signing_id: signingId });
  if (merchant.mode !== "test") return rejected({ code: "test_mode_only" });
  const person = personOf(personNo);
  if (!person) return rejected({ code: "contracts_not_available" });

  const ended = outcome === "declined"
    ? await declineSigning(deps, { signingId })
    : await agree(deps, { signingId, plan, person });
  return ended.ok ? ok(ended.value.signing) : ended;
}

async function agree(
  deps: SandboxDeps,
  { signingId, plan, person }: {
    readonly signingId: SigningId;
    readonly plan: Plan;
    readonly person: Person;
  },
): Promise<
  Result<
    { readonly signing: Signing },
    EnterByAppRefusal | SendSigningCodeRefusal | ConfirmSigningRefusal
  >
> {
  const code = await makeAppCode(deps, person.personNo);
  const entered = await enterByApp(deps, {
    code,
    parameter: "app_code",
    browser: { client: "?" },
  });
  if (!entered.ok) return entered;
  const { consumer: { consumerId }, identity, sessionToken } = entered.value;
  const smsCode = plan.verifyPhone
    ? await readCode(deps, { signingId, consumerId, phone: person.phone })
    : ok(undefined);
  if (!smsCode.ok) return smsCode;
  const seen = await viewSigning(deps, { signingId, session: sessionToken });
  if (!seen.ok) return seen;
  return await confirmSigning(deps, {
    signingId,
    consumerId,
    identity,
    card: seen.value.card,
    smsCode: smsCode.value,
    idNumber: plan.verifyIdNumber ? person.idNumber : undefined,
    client: "unionpay_app",
    lang: "zh",
    shown: seen.value.shown.zh.digest,
  });
}

async function readCode(
  deps: SandboxDeps,
  { signingId, consumerId, phone }: {
    readonly signingId: SigningId;
    readonly consumerId: ConsumerId;
    readonly phone: string;
  },
): Promise<Result<string | undefined, SendSigningCodeRefusal>> {
  const sent = await sendSigningCode(deps, { signingId, consumerId, lang: "zh" });
  return sent.ok ? ok(await lastCodeFor(deps, phone)) : sent;
}
