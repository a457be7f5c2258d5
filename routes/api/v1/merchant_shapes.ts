import * as z from "zod";

/** The shapes of merchant responses, for the API reference; the resources are built in `core/merchant/`. */
const merchantFields = {
  merchant_no: z.string(),
  parent_no: z.string().nullable(),
  reference: z.string().nullable().meta({ description: "What its parent calls it." }),
  name: z.string(),
  mode: z.enum(["test", "live"]),
  state: z.enum(["active", "suspended", "closed"]),
  app_id: z.string(),
  licence_no: z.string().nullable().meta({
    description: "统一社会信用代码 of the legal subject, where it is known.",
  }),
  legal_name: z.string().nullable(),
  products: z.array(z.string()),
  return_urls: z.array(z.string()),
  embed_origins: z.array(z.string()),
  settlement_account: z.object({
    bank: z.string(),
    last_four: z.string(),
    holder: z.string().meta({ description: "Masked." }),
    in_force_from: z.string().meta({ format: "date-time" }),
  }).nullable().meta({
    description: "Where it is settled to, masked; shown to the number itself alone.",
  }),
  created_at: z.string().meta({ format: "date-time", description: "RFC 3339, UTC." }),
};

export const applicationShape = z.object({
  application_id: z.string(),
  version: z.int().meta({ description: "After a rejection, the next form is the next version." }),
  state: z.enum(["submitted", "approved", "rejected"]),
  parent_no: z.string(),
  reference: z.string(),
  name: z.string(),
  licence_no: z.string(),
  legal_name: z.string(),
  products: z.array(z.string()),
  return_urls: z.array(z.string()),
  embed_origins: z.array(z.string()),
  agreement_digest: z.string(),
  app: z.object({ name: z.string(), agreement_digest: z.string() }).nullable(),
  contact: z.object({ name: z.string(), phone: z.string() }).meta({ description: "Masked." }),
  settlement_account: z.object({
    bank: z.string(),
    last_four: z.string(),
    holder: z.string(),
  }).meta({ description: "Masked." }),
  rejection_reason: z.string().nullable(),
  merchant_no: z.string().nullable().meta({ description: "What an approval opened." }),
  submitted_at: z.string().meta({ format: "date-time" }),
  decided_at: z.string().meta({ format: "date-time" }).nullable(),
}).meta({ id: "MerchantApplication" });

export const appApplicationShape = z.object({
  app_application_id: z.string(),
  version: z.int().meta({ description: "After a rejection, the next form is the next version." }),
  state: z.enum(["submitted", "approved", "rejected"]),
  merchant_no: z.string(),
  reference: z.string(),
  name: z.string(),
  agreement_digest: z.string(),
  rejection_reason: z.string().nullable(),
  app_id: z.string().nullable().meta({ description: "What an approval granted." }),
  submitted_at: z.string().meta({ format: "date-time" }),
  decided_at: z.string().meta({ format: "date-time" }).nullable(),
}).meta({ id: "AppApplication" });

export const merchantShape = z.object(merchantFields).meta({ id: "Merchant" });

export const newMerchantShape = z.object({
  ...merchantFields,
  secret_key: z.string().nullable().meta({
    description: "Its first secret key, shown only when the number is opened.",
  }),
}).meta({ id: "MerchantWithKey" });
