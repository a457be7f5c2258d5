import { paths } from "../../core/paths.ts";

/** From nothing to a paid order, in a shell with curl; each goes on from the one before. */
export function firstCommands(origin: string): readonly string[] {
  const order =
    `{"merchant_order_no": "first-'$(date +%s)'", "amount": 6800, "subject": "Tea for two"}`;
  return [
    `printf 'Key: '; read -rs KEY; echo`,
    `ORDER=$(curl -sS ${origin}${paths.orders()} -H "Authorization: Bearer $KEY" \\
  -H 'Content-Type: application/json' -d '${order}' \\
  | sed -n 's/.*"order_id":"\\([^"]*\\)".*/\\1/p'); echo "$ORDER"`,
    `curl -sS ${origin}/v1/test_helpers/orders/$ORDER/payment -H "Authorization: Bearer $KEY" \\
  -H 'Content-Type: application/json' -d '{"outcome": "succeeded"}'`,
  ];
}
