import { callChannel } from "../channel/call_channel.ts";
import type { Deps } from "../deps.ts";
import { after, type Duration, hours, type Instant, minutes, seconds } from "../time.ts";
import { finishSigning } from "./finish_signing.ts";
import type { AskedSigning } from "./signing_store.ts";

const WAITS: readonly Duration[] = [seconds(30), minutes(1), minutes(5), minutes(30)];
const EVERY_LATER: Duration = hours(2);

/** Queries a signing whose answer was lost; the time of the next query is written first. True when it is now signed. */
export async function askChannel(
  deps: Deps,
  { signing, asks }: AskedSigning,
  now: Instant,
): Promise<boolean> {
  const { signingId, agreement } = signing;
  const contracts = deps.channels[agreement.channel]?.contracts;
  if (!contracts) return false;
  await deps.write(deps.signings.askLater(signingId, after(now, WAITS[asks] ?? EVERY_LATER)));

  const { contractId, agreedAt } = agreement;
  const command = { contractId, agreedAt, at: now };
  const response = await callChannel(deps, await contracts.querySign(command));
  if (!response) return false;
  const outcome = await contracts.readQuerySign(response, command);
  const finished = await finishSigning(deps, signingId, outcome);
  return finished.ok && finished.value.signing.state !== "confirming";
}
