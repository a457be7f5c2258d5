import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import { sha256 } from "../sha256.ts";

/** Whether this session of the same browser is somebody else's: it goes on until they are asked. */
export async function besideAnother(
  deps: Deps,
  had: string | undefined,
  consumerId: ConsumerId,
): Promise<boolean> {
  if (had === undefined) return false;
  const [found] = await deps.load(deps.sessions.consumerIn(await sha256(had), deps.now()));
  return found !== undefined && found.consumer.consumerId !== consumerId;
}
