import type { ContractWithUse } from "../contract/contract_store.ts";
import type { Deps } from "../deps.ts";
import type { Mode } from "../merchant/merchant.ts";
import { isFresh } from "../session/session.ts";
import { sha256 } from "../sha256.ts";
import type { Instant } from "../time.ts";
import type { Consumer } from "./consumer.ts";
import { isDoubted, phoneCountsFrom } from "./lost_phone.ts";
import { walletMode } from "./wallet_mode.ts";

/** What closing charging or a lost phone stops, or has stopped, and whether this session may undo it. */
export interface OwnCharging extends Pick<Consumer, "chargingClosedAt" | "phoneLostAt"> {
  readonly mode: Mode;
  /** All in force, newest first. */
  readonly contracts: readonly ContractWithUse[];
  /** Its person has just shown who they are. */
  readonly fresh: boolean;
  /** From when on the phone counts, by which they did; undefined where it counts, or something else showed it. */
  readonly countsFrom: Instant | undefined;
}

/** In one round trip; undefined when the session has ended. */
export async function viewCharging(deps: Deps, session: string): Promise<OwnCharging | undefined> {
  const tokenDigest = await sha256(session);
  const now = deps.now();
  const [found, contracts] = await deps.load(
    deps.sessions.consumerIn(tokenDigest, now),
    deps.contracts.inForceOfSession(tokenDigest, now),
  );
  if (!found) return undefined;
  const { consumer: { chargingClosedAt, phoneLostAt } } = found;
  const doubted = phoneLostAt !== undefined && isDoubted(found.session, phoneLostAt, now);
  return {
    mode: walletMode(deps, found.session.proof),
    chargingClosedAt,
    phoneLostAt,
    contracts: contracts.filter(({ contract: { state } }) =>
      state === "active" || state === "suspended"
    ),
    fresh: isFresh(found.session, now),
    countsFrom: doubted ? phoneCountsFrom(phoneLostAt) : undefined,
  };
}
