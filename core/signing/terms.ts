import { canonicalJson } from "../canonical_json.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { PlanForm } from "../plan/plan.ts";
import type { SharingAgreement } from "../sharing/sharing_agreement.ts";
import { sha256 } from "../sha256.ts";
import { isolated } from "../text/isolated.ts";
import {
  daysListed,
  type Disclosed,
  type Disclosure,
  disclosureKeys,
  type DisclosureLang,
  disclosureOf,
} from "./disclosure.ts";

/** One merchant number as consumers read it. */
export type Named = Pick<Merchant, "merchantNo" | "name">;

function named({ merchantNo, name }: Named): Named {
  return { merchantNo, name };
}

/** The payee first, then the numbers above it up to the root. */
export type MerchantChain = readonly [Named, ...Named[]];

/** Who is named as those who may charge. */
export interface Payees {
  readonly chain: MerchantChain;
  /** Numbers below the payee with which its contracts are shared. */
  readonly sharedWith: readonly Named[];
  /** By which agreement; absent where nobody is named. */
  readonly sharing?: SharedBy | undefined;
}

/** An agreement as the evidence names it. */
export type SharedBy = Pick<
  SharingAgreement,
  "agreementId" | "agreementNo" | "covers" | "firstDay" | "lastDay"
>;

/** Those below a payee that the agreement in force covers. */
export interface Sharing {
  readonly agreement: SharingAgreement | undefined;
  readonly children: readonly Named[];
}

/** More children than a person would read are not named, and so may not charge. */
export const SHARED_WITH_MAX = 100;

/** The payee, and those it shares with that the plan lets charge. */
export function payeesOf(
  [payee, ...above]: readonly [Named, ...Named[]],
  { agreement, children }: Sharing,
  { fixedMerchantNos: fixed }: Pick<PlanForm, "fixedMerchantNos">,
): Payees {
  const may = children.filter((each) => fixed.length === 0 || fixed.includes(each.merchantNo));
  return {
    chain: [named(payee), ...above.map(named)],
    sharedWith: may.map(named),
    sharing: may.length > 0 && agreement ? sharedBy(agreement) : undefined,
  };
}

function sharedBy(agreement: SharingAgreement): SharedBy {
  const { agreementId, agreementNo, covers, firstDay, lastDay } = agreement;
  return { agreementId, agreementNo, covers, firstDay, lastDay };
}

/** Everything a consumer is shown and agrees to, in one language. The evidence holds exactly these texts. */
export interface Terms {
  readonly lines: Disclosure;
  /**
   * Folded under the lines, in paragraphs: what it is for, how long it lasts, what may be owed, which merchants the payee belongs to, and
   * who may charge too.
   */
  readonly fullText: readonly string[];
}

export type TermsByLang = Readonly<Record<DisclosureLang, Terms>>;

type Agreed = Disclosed & Pick<PlanForm, "packageText" | "contractDays">;

export function termsOf(
  plan: Agreed,
  payees: Payees,
  cardLabels: Readonly<Record<DisclosureLang, string>>,
  replaces = false,
): TermsByLang {
  const { chain: [payee], sharedWith } = payees;
  const lines = disclosureOf(plan, { ...payee, others: sharedWith.length }, cardLabels);
  return {
    zh: { lines: lines.zh, fullText: fullText(plan, payees, replaces, "zh") },
    en: { lines: lines.en, fullText: fullText(plan, payees, replaces, "en") },
  };
}

/**
 * SHA-256, hex, over the language and both texts as canonical JSON. The page carries it and the evidence includes it:
 * what was seen is what is signed.
 */
export function digestOfTerms(lang: DisclosureLang, { lines, fullText }: Terms): Promise<string> {
  return sha256(canonicalJson({
    lang,
    lines: disclosureKeys.map((key) => lines[key]),
    full_text: fullText,
  }));
}

function fullText(
  { packageText, contractDays, arrearRetryDays }: Agreed,
  { chain: [payee, ...above], sharedWith }: Payees,
  replaces: boolean,
  lang: DisclosureLang,
): readonly string[] {
  const w = words[lang];
  const chain = [w.payee(w.name(payee)), ...above.map((each) => w.partOf(w.name(each)))];
  return [
    packageText,
    validityOf({ contractDays }, lang) ?? w.noEnd,
    ...(arrearRetryDays ? [w.arrears(daysListed(arrearRetryDays, lang))] : []),
    chain.join(w.comma) + w.stop,
    ...(replaces ? [w.replaces] : []),
    ...(sharedWith.length === 0 ? [] : [w.others(sharedWith.map(w.name).join(w.comma)) + w.stop]),
  ];
}

/** How long a contract lasts, as its full text says it; undefined when it has no end date. */
export function validityOf(
  { contractDays }: Pick<PlanForm, "contractDays">,
  lang: DisclosureLang,
): string | undefined {
  return contractDays === undefined ? undefined : words[lang].days(contractDays);
}

const words = {
  zh: {
    noEnd: "没有到期日，解约前一直有效。",
    days: (count: number) => `有效期 ${count} 天，从签约的第二天算起，最后一天结束时自动解约。`,
    arrears: (days: string) =>
      `余额不足没扣成的，记为欠款：没扣成的 ${days}后各再扣一次，同样不超过上面的限额，解约或到期后不再扣。` +
      "你随时可以在“我的签约”付清。解约后，欠款仍然要付。",
    name: ({ name, merchantNo }: Named) => `${isolated(name)}（商户号 ${merchantNo}）`,
    payee: (name: string) => `收款方：${name}`,
    partOf: (name: string) => `属于${name}`,
    others: (names: string) => `也可以扣款：${names}`,
    replaces: "它代替你和这个商户以前签的同一份协议：签好之后，以前的那份立即解约。",
    comma: "，",
    stop: "。",
  },
  en: {
    noEnd: "No end date. Valid until ended.",
    days: (count: number) =>
      `Valid for ${count} ${count === 1 ? "day" : "days"} after the day of signing. ` +
      "It ends automatically at the end of the last day.",
    arrears: (days: string) =>
      `A charge that fails because there isn't enough money is owed. It is tried again ${days} after it failed, ` +
      "within the limits above and never after this contract has ended. " +
      "You can pay it in My contracts at any time. What you owe stays owed when the contract ends.",
    name: ({ name, merchantNo }: Named) => `${isolated(name)} (merchant ${merchantNo})`,
    payee: (name: string) => `Payee: ${name}`,
    partOf: (name: string) => `part of ${name}`,
    others: (names: string) => `May charge you too: ${names}`,
    replaces:
      "It takes the place of the contract you signed with this merchant before, which ends as soon as this one is signed.",
    comma: ", ",
    stop: ".",
  },
} as const;
