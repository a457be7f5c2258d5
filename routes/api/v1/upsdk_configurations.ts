import { Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { configurePage } from "../../../core/merchant/configure_page.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, label } from "../fields.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";

const page = fields({
  url: label(1, 500).meta({
    description:
      "Of your page, as the app opens it, with its query; under one of the URLs registered for your number. What follows a `#` does not count.",
    examples: ["https://shop.example/pay?order=7"],
  }),
});

const configuration = z.object({
  app_id: z.string(),
  nonce_str: z.string(),
  timestamp: z.string().meta({ description: "Unix seconds, as a text." }),
  signature: z.string(),
  url: z.string(),
}).meta({ id: "UpsdkConfiguration" });

export function upsdkRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>().post(
    "/",
    operation({
      tag: "Payments",
      summary: "Configure UnionPay's script on a page of your own inside its app",
      act: "create",
      description:
        "Pass the answer to `upsdk.config` as `appId`, `nonceStr`, `timestamp` and `signature`, then a `tn` to `upsdk.pay`: `POST /v1/orders/{order_id}/payments` with the flow `app_control` returns it. The script's own word proves nothing; the order does.",
      body: page,
      answers: { 200: { description: "The configuration.", body: configuration } },
      refusals: [
        "merchant_not_active",
        "product_not_enabled",
        "return_url_not_allowed",
        "channel_not_available",
        "app_not_answering",
      ],
    }),
    async (c) => {
      const { url } = c.req.valid("json");
      const configured = await configurePage(deps, { caller: c.get("caller"), url });
      if (!configured.ok) return problem(c, configured.error);
      const { appId, nonceStr, timestamp, signature, url: of } = configured.value;
      return c.json({ app_id: appId, nonce_str: nonceStr, timestamp, signature, url: of });
    },
  );
}
