import { maskedIdNumber, maskedName, maskedPhone } from "../consumer/consumer.ts";
import { signatureResource } from "../factor/signature_resource.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Contract } from "./contract.ts";
import type { Plan } from "../plan/plan.ts";
import { arrearsResource } from "../plan/plan_resource.ts";
import type { Vault } from "../secret/vault.ts";
import type { Agreement } from "../signing/agreement.ts";
import { disclosureKeys } from "../signing/disclosure.ts";
import type { Signing } from "../signing/signing.ts";
import { digestOfTerms, type Named, type SharedBy } from "../signing/terms.ts";
import { canonicalJson } from "../canonical_json.ts";
import { sha256 } from "../sha256.ts";
import { type Instant, rfc3339 } from "../time.ts";

export const EVIDENCE_TYPE = "countersign-evidence";

export interface EvidenceFacts {
  readonly institution: string;
  readonly signing: Pick<Signing, "signingId" | "contractCode">;
  readonly agreement: Agreement;
  readonly plan: Plan;
  readonly merchant: Merchant;
  readonly person: { readonly name: string; readonly phone: string; readonly idNumber: string };
  readonly channel: { readonly name: string; readonly contractNo: string };
  readonly signedAt: Instant;
  readonly expiresAt: Instant | undefined;
}

/**
 * What the consumer saw, when, where, and how they were verified, as a compact JWS by the portal's key: anyone with
 * the portal's public keys can verify it without us. The person appears only in masked form.
 */
export async function signEvidence(vault: Vault, facts: EvidenceFacts): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(await evidencePayload(facts)));
  return await vault.signCompact({ typ: EVIDENCE_TYPE }, payload);
}

export const LIFECYCLE_TYPE = "countersign-lifecycle";

/**
 * Where the chain of a contract's life ends now, and a digest of all its steps as shown, as a compact JWS: without
 * it, a chain with its latest steps left out would still be valid.
 */
export async function signLifecycleEnd(
  vault: Vault,
  contract: Pick<Contract, "contractId" | "version" | "chain">,
  { steps, at }: { readonly steps: readonly unknown[]; readonly at: Instant },
): Promise<string> {
  const end = {
    contract_id: contract.contractId,
    version: contract.version,
    hash: contract.chain,
    steps_sha256: await sha256(canonicalJson(steps)),
    as_of: rfc3339(at),
  };
  const payload = new TextEncoder().encode(JSON.stringify(end));
  return await vault.signCompact({ typ: LIFECYCLE_TYPE }, payload);
}

async function evidencePayload(facts: EvidenceFacts) {
  const { signing, agreement, plan, merchant, person, expiresAt } = facts;
  const { lang, terms, chain: [payee, ...above] } = agreement;
  const { lines, fullText } = terms[lang];
  return {
    // Fields are only added: 2 added the sharing agreement, 3 the arrears, 4 the signature. Evidence without a number
    // is the first.
    evidence_version: 4,
    institution: facts.institution,
    contract_id: agreement.contractId,
    signing_id: signing.signingId,
    contract_code: signing.contractCode,
    shown: {
      lang,
      lines: disclosureKeys.map((key) => lines[key]),
      full_text: fullText,
      digest: await digestOfTerms(lang, terms[lang]),
      texts: { zh: terms.zh.lines, en: terms.en.lines },
    },
    plan: planFacts(plan),
    merchant: {
      ...nameFacts(payee),
      app_id: merchant.appId,
      parent: above[0] ? nameFacts(above[0]) : null,
      chain: [payee, ...above].map(nameFacts),
      shared_with: agreement.sharedWith.map(nameFacts),
      sharing_agreement: agreement.sharing ? sharingFacts(agreement.sharing) : null,
    },
    consumer: {
      open_id: agreement.openId,
      // Null where the channel knows the person and does not say.
      name: person.name === "" ? null : maskedName(person.name),
      phone: person.phone === "" ? null : maskedPhone(person.phone),
      id_number: person.idNumber === "" ? null : maskedIdNumber(person.idNumber),
      card: agreement.cardLabel,
    },
    when: {
      agreed_at: rfc3339(agreement.agreedAt),
      signed_at: rfc3339(facts.signedAt),
      expires_at: expiresAt === undefined ? null : rfc3339(expiresAt),
    },
    where: {
      client: agreement.client,
      lang,
      user_agent: agreement.userAgent ?? null,
      network: agreement.network ?? null,
    },
    factors: agreement.factors,
    signature: agreement.signature ? signatureResource(agreement.signature) : null,
    channel: { name: facts.channel.name, contract_no: facts.channel.contractNo },
  };
}

function sharingFacts({ agreementNo, covers, firstDay, lastDay }: SharedBy) {
  return { agreement_no: agreementNo, covers, first_day: firstDay, last_day: lastDay };
}

function nameFacts({ merchantNo, name }: Named) {
  return { merchant_no: merchantNo, name };
}

function planFacts(plan: Plan) {
  return {
    plan_id: plan.planId,
    version: plan.version,
    kind: plan.kind,
    short_name: plan.shortName,
    title: plan.title,
    package_text: plan.packageText,
    per_transaction_limit: plan.perTransactionLimit.fen,
    per_day_limit: plan.perDayLimit.fen,
    currency: plan.perDayLimit.currency,
    contract_days: plan.contractDays ?? null,
    arrears: arrearsResource(plan),
    requires_credit_card: plan.requiresCreditCard,
    verify_phone: plan.verifyPhone,
    verify_id_number: plan.verifyIdNumber,
    fixed_merchant_nos: plan.fixedMerchantNos,
  };
}
