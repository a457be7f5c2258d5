import { readFile } from "node:fs/promises";
import process from "node:process";
import { verifyEvidence } from "../core/contract/verify_evidence.ts";

/** `verify_evidence <evidence.json or .jws> <jwks.json>`: works without network or database. */
async function main([evidenceFile, jwksFile]: readonly string[]): Promise<void> {
  if (!evidenceFile || !jwksFile) {
    console.error("verify_evidence <evidence.json or evidence.jws> <jwks.json>");
    process.exitCode = 2;
    return;
  }
  const jwks = JSON.parse(await readFile(jwksFile, "utf8"));
  const verified = await verifyEvidence(await readFile(evidenceFile, "utf8"), jwks);
  if (!verified.ok) {
    console.error(`NOT VALID. ${verified.error.detail}`);
    process.exitCode = 1;
    return;
  }
  const { payload, steps, asOf } = verified.value;
  console.log(JSON.stringify(payload, null, 2));
  console.log(
    steps === undefined
      ? "VALID: signed by the portal and unchanged."
      : `VALID: signed by the portal and unchanged, with all ${steps.length} steps up to ${asOf}.`,
  );
}

await main(process.argv.slice(2));
