import { readFile } from "node:fs/promises";
import process from "node:process";
import { verifyReceipt } from "../core/payment_receipt/verify_receipt.ts";

/** `verify_receipt <receipt.json> <jwks.json>`: works without network or database. */
async function main([receiptFile, jwksFile]: readonly string[]): Promise<void> {
  if (!receiptFile || !jwksFile) {
    console.error("verify_receipt <receipt.json> <jwks.json>");
    process.exitCode = 2;
    return;
  }
  const jwks = JSON.parse(await readFile(jwksFile, "utf8"));
  const verified = await verifyReceipt(new Uint8Array(await readFile(receiptFile)), jwks);
  if (!verified.ok) {
    console.error(`NOT VALID. ${verified.error.detail}`);
    process.exitCode = 1;
    return;
  }
  console.log(JSON.stringify(verified.value, null, 2));
  console.log("VALID: signed by the portal and unchanged.");
}

await main(process.argv.slice(2));
