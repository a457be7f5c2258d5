import type { ConsumerId, ContractId } from "../../core/id.ts";
import type { Identity } from "../../core/identity/identity.ts";
import { beginSession } from "../../core/session/begin_session.ts";
import type { Proof } from "../../core/session/session.ts";
import type { TestApp } from "./test_app.ts";

/** A browser in which this person has just signed in. */
export function sessionFor(
  app: TestApp,
  consumerId: ConsumerId,
  proof: Proof = "passkey",
): Promise<string> {
  return beginSession(app.deps, { consumerId, proof, browser: { client: "Chrome · Android" } });
}

/** The person knows a phone as theirs, without which a session that a code began is nobody's. */
export function givePhone(app: TestApp, consumerId: ConsumerId, digest: string) {
  return giveIdentity(app, consumerId, { issuer: "phone", subject: digest });
}

/** They are known by the sandbox's app too. */
export function giveApp(app: TestApp, consumerId: ConsumerId) {
  return giveIdentity(app, consumerId, { issuer: "sandbox", subject: `user of ${consumerId}` });
}

async function giveIdentity(
  app: TestApp,
  consumerId: ConsumerId,
  { issuer, subject }: Pick<Identity, "issuer" | "subject">,
) {
  await app.deps.write({
    statements: [{
      sql: "insert into identities (issuer, subject, consumer_id, created_at) values (?, ?, ?, 0)",
      args: [issuer, subject, consumerId],
    }],
  });
}

/** `active`, or why it is suspended. */
export async function standingOf(app: TestApp, contractId: ContractId): Promise<string> {
  const { state, reason } = await (await app.api(`/v1/contracts/${contractId}`)).json();
  return state === "suspended" ? reason : state;
}
