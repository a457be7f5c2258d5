import type { EnterpriseId, MerchantNo } from "../id.ts";
import type { Instant } from "../time.ts";

/** One legal subject (企业客户), known by its licence number; it groups merchant numbers. */
export interface Enterprise {
  readonly enterpriseId: EnterpriseId;
  readonly licenceNo: string;
  /** As on the licence. */
  readonly name: string;
  readonly createdAt: Instant;
  readonly version: number;
  /** All of its numbers are suspended at once. */
  readonly stop: EnterpriseStop | undefined;
}

export interface EnterpriseStop {
  readonly at: Instant;
  readonly reason: string;
  /** What it suspended. */
  readonly merchantNos: readonly MerchantNo[];
}

export type EnterpriseStopped = {
  readonly code: "enterprise_stopped";
  readonly licence_no: string;
};

/** Of a stopped enterprise no number is opened, and none is resumed by itself. */
export function stoppedEnterprise(known: Enterprise | undefined): EnterpriseStopped | undefined {
  return known?.stop && { code: "enterprise_stopped", licence_no: known.licenceNo };
}

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
export type LegalNameDiffers = {
  readonly code: "legal_name_differs";
  readonly licence_no: string;
  /** As it is registered. */
  readonly legal_name: string;
};

/** One licence has one name: another one is a typing error, or somebody else. */
export function otherName(
  known: Enterprise | undefined,
  given: Pick<Enterprise, "name"> | undefined,
): LegalNameDiffers | undefined {
  if (!known || !given || known.name === given.name) return undefined;
  return {
    code: "legal_name_differs",
    licence_no: known.licenceNo,
    legal_name: known.name,
  };
}

/** As far as a pattern can say it: the last character checks the others. */
export const LICENCE_PATTERN = "^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$";
const LICENCE = new RegExp(LICENCE_PATTERN);
const MODULUS = 31;

/** Whether it is a unified social credit code with its check character [GB 32100-2015]. */
export function isLicenceNo(text: string): boolean {
  return LICENCE.test(text) && text.at(-1) === checkCharacter(text.slice(0, -1));
}

/** Of the first seventeen characters. */
function checkCharacter(body: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % MODULUS;
  }
  return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
}
