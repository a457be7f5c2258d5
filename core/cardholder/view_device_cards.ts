import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import type { Held } from "./cardholder.ts";
import { loadHeld } from "./load_held.ts";

/** What a person's channels keep on devices for them, and where they bind another card. */
export interface OwnDeviceCards {
  readonly held: readonly Held[];
  /** Absolute; undefined where none of their channels keeps cards on devices. */
  readonly bindUrl: string | undefined;
}

export async function viewDeviceCards(deps: Deps, consumerId: ConsumerId): Promise<OwnDeviceCards> {
  const [holders, identities] = await deps.load(
    deps.cardholders.ofConsumer(consumerId),
    deps.identities.of(consumerId),
  );
  const held = await Promise.all(
    holders.map(({ cardholderId }) => loadHeld(deps, cardholderId)),
  );
  const ports = Object.values(deps.channels).filter(({ name }) =>
    identities.some(({ issuer }) => issuer === name)
  ).flatMap(({ deviceCards }) => deviceCards ?? []);
  return { held: held.filter((each) => each !== undefined), bindUrl: ports[0]?.bindUrl() };
}
