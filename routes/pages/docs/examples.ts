import type { Instant } from "../../../core/time.ts";
import { rfc3339 } from "../../../core/time.ts";
import type { Examples } from "../../../views/docs/reference.ts";
import { paths } from "../../../core/paths.ts";

const PLACEHOLDER = "sk_test_…";

/** Examples that work when pasted; each reader gets a new order number, so the first response is a new order. */
export function examples(
  baseUrl: string,
  secretKey: string | undefined,
  now: Instant,
): Examples {
  const key = secretKey ?? PLACEHOLDER;
  const merchantOrderNo = `TEA-${rfc3339(now).replace(/\D/g, "").slice(0, 14)}`;
  const order = { merchant_order_no: merchantOrderNo, amount: 6_800, subject: "龙井两位 Longjing" };
  const orderId = "ord_01KAG8M0000000000000000001";
  return {
    request: `curl ${baseUrl}${paths.orders()} \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '${JSON.stringify(order)}'`,
    answer: JSON.stringify(
      {
        order_id: orderId,
        ...order,
        state: "open",
        currency: "CNY",
        refunded_amount: 0,
        checkout_url: baseUrl + paths.checkout(orderId),
        "…": "…",
      },
      null,
      2,
    ),
    pay: `curl ${baseUrl}/v1/test_helpers/orders/${orderId}/payment \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{"outcome":"succeeded"}'`,
    sign: `import { FlattenedSign, importJWK } from "jose";

const url = "${baseUrl}${paths.orders()}";
const body = JSON.stringify(order);
const jws = await new FlattenedSign(new TextEncoder().encode(body))
  .setProtectedHeader({
    alg: "EdDSA",
    kid: "key_…",
    iat: unixSeconds, // now, in whole seconds
    jti: crypto.randomUUID(), // unique
    htm: "POST",
    htu: url, // with its query, exactly as sent
  })
  .sign(await importJWK(privateJwk, "EdDSA"));

const answer = await fetch(url, {
  method: "POST",
  body,
  headers: {
    "Content-Type": "application/json",
    "Countersign-Signature": \`\${jws.protected}..\${jws.signature}\`,
  },
});`,
    check: `import { base64url, createRemoteJWKSet, flattenedVerify } from "jose";

const keys = createRemoteJWKSet(new URL("${baseUrl}${paths.jwks()}"));
const text = await answer.text();
const [header, , signature] = answer.headers.get("Countersign-Signature").split(".");
const { protectedHeader } = await flattenedVerify(
  { protected: header, payload: base64url.encode(text), signature },
  keys,
);
if (protectedHeader.req !== jti) throw new Error("this answers another request");
if (protectedHeader.status !== answer.status) throw new Error("the status was changed");`,
  };
}
