import { digestPhone } from "../../core/consumer/digest_identity.ts";
import { ownerOf } from "../../core/consumer/owner_of.ts";
import { beginSession } from "../../core/session/begin_session.ts";
import { type ConsumerHere, consumerOfSession } from "../../core/session/consumer_of_session.ts";
import type { TestApp } from "./test_app.ts";

let newcomers = 0;

export interface Newcomer {
  readonly token: string;
  readonly here: ConsumerHere;
}

/** Somebody who has just signed in with a phone for the first time, and has set up nothing. */
export async function newcomer(app: TestApp): Promise<Newcomer> {
  const phone = `199${String(10_000_000 + newcomers++)}`;
  const subject = await digestPhone(app.deps.vault, phone);
  const { consumerId } = await ownerOf(app.deps, { issuer: "phone", subject }, phone);
  const browser = { client: "Chrome · Android" };
  const token = await beginSession(app.deps, { consumerId, proof: "phone", browser });
  return { token, here: await hereOf(app, token) };
}

export async function hereOf(app: TestApp, token: string): Promise<ConsumerHere> {
  const here = await consumerOfSession(app.deps, token);
  if (!here) throw new Error("Cannot go on: the session has ended");
  return here;
}
