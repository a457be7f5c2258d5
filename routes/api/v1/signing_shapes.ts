import * as z from "zod";

const time = z.string().meta({ format: "date-time", description: "RFC 3339, UTC." });

export const signingState = z.enum(["open", "signed", "declined", "expired"]);

export const signingShape = z.object({
  signing_id: z.string(),
  merchant_no: z.string(),
  plan_id: z.string(),
  plan_version: z.int(),
  contract_code: z.string(),
  user_id: z.string().nullable(),
  state: signingState,
  sign_url: z.string().meta({ description: "The sign page." }),
  app_url: z.string().nullable().meta({
    description: "Opens the sign page inside the channel's app; null if the channel has none.",
  }),
  screen_url: z.string().meta({ description: "Shows a code to scan and follows live." }),
  order_id: z.string().nullable(),
  checkout_url: z.string().nullable().meta({
    description: "Sign and pay: where the consumer pays after signing.",
  }),
  contract_id: z.string().nullable(),
  already_signed: z.boolean().meta({
    description:
      "The consumer had already signed: `contract_id` is that contract. Nothing was charged.",
  }),
  return_url: z.string().nullable(),
  created_at: time,
  expires_at: time,
}).meta({ id: "Signing" });
