import * as z from "zod";
import { LICENCE_PATTERN } from "../../../core/enterprise/enterprise.ts";
import { products } from "../../../core/merchant/merchant.ts";
import { fields, label, merchantNumber, text } from "../fields.ts";

const RETURN_URLS_MAX = 20;

export const merchantName = text(1, 64).meta({
  description: "As consumers read it.",
  examples: ["青瓷茶舍运河店"],
});
export const productList = z.array(z.enum(products)).max(products.length).meta({
  uniqueItems: true,
  description: "At most what the number above it has.",
});
export const returnUrls = z.array(label(1, 500)).max(RETURN_URLS_MAX).meta({
  description: "Where consumers may be sent back to: exact origin and path prefix.",
});

export const reference = merchantNumber(64);

const digits = (min: number, max: number) =>
  z.string().regex(new RegExp(`^[0-9]{${min},${max}}$`), { error: `${min} to ${max} digits` });
const digest = z.string().regex(/^[0-9a-f]{64}$/, { error: "SHA-256 in hex" });
export const appTerms = {
  name: text(1, 64),
  agreement_digest: digest.meta({ description: "Of the cooperation agreement for the app." }),
};

export const application = fields({
  licence_no: z.string().regex(new RegExp(LICENCE_PATTERN), {
    error: "a unified social credit code",
  }).meta({ examples: ["91000000MA0000000N"] }),
  legal_name: text(1, 64),
  contact: fields({ name: text(1, 40), phone: digits(7, 15) }),
  settlement_account: fields({
    bank: text(1, 64),
    holder: text(1, 64),
    account_no: digits(8, 32).meta({
      description: "A bank account; never what somebody pays from.",
    }),
  }),
  agreement_digest: digest.meta({ description: "Of the agreement signed on paper." }),
  app: fields(appTerms).nullish().meta({
    description: "For an app id of its own; without it the number shares its parent's.",
  }),
});

export function formOf(given: z.output<typeof application>) {
  const { bank, holder, account_no: accountNo } = given.settlement_account;
  return {
    licenceNo: given.licence_no,
    legalName: given.legal_name,
    agreementDigest: given.agreement_digest,
    app: given.app
      ? { name: given.app.name, agreementDigest: given.app.agreement_digest }
      : undefined,
    contact: given.contact,
    account: { bank, holder, accountNo },
  };
}
