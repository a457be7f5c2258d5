import type { Deps } from "../deps.ts";
import { businessDay } from "../time.ts";
import { assertCommitted } from "../conflict.ts";
import { signHead } from "./audit_head.ts";
import type { PublishedHead } from "./audit_store.ts";

type Ports = Pick<Deps, "load" | "write" | "audit" | "vault" | "now">;

/** Signs where the audit chain ends now and publishes it; the same end on the same day is signed once. */
export async function publishHead(deps: Ports): Promise<PublishedHead> {
  const [end] = await deps.load(deps.audit.end());
  const head = await signHead(deps.vault, end, deps.now());
  assertCommitted(await deps.write(deps.audit.publish(head)));
  const [published] = await deps.load(deps.audit.publishedOn(head.day, head.entries));
  return published ?? head;
}

/** The first head of each day in Asia/Shanghai. */
export async function publishDailyHead(deps: Ports): Promise<void> {
  const [published] = await deps.load(deps.audit.published(businessDay(deps.now())));
  if (published.length === 0) await publishHead(deps);
}
