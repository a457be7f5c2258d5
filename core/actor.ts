import type { ChannelName } from "./channel/channel.ts";
import type { ConsumerId, ScreenId, SessionId, StaffId } from "./id.ts";
import type { Caller } from "./merchant/caller.ts";
import type { KeyActor } from "./merchant/key_actor.ts";

/** Who made something happen. */
export type Actor =
  /** `consumerId` once we know who it is. */
  | { readonly type: "consumer"; readonly consumerId?: ConsumerId | undefined }
  | KeyActor
  /** A shop's screen; `screenId` where it was paired. */
  | { readonly type: "screen"; readonly screenId?: ScreenId | undefined }
  /** A merchant's staff member, or an operator who is signed in; `within`: in a session that must be open in the write. */
  | { readonly type: "staff"; readonly staffId: StaffId; readonly within?: SessionId }
  /** Whoever knows the PIN of a shop's till; `within`: the same for the till. */
  | TillActor
  /** Somebody with a shell of ours: the commands; `name` where they say who they are. */
  | { readonly type: "operator"; readonly name?: string | undefined }
  /** A channel told us, unasked or asked. */
  | { readonly type: "channel"; readonly name: ChannelName }
  /** A job: the time had come. */
  | { readonly type: "clock" };

interface TillActor {
  readonly type: "till";
  readonly screenId: ScreenId;
  readonly within?: SessionId | undefined;
}

/** Whose acts are also entries of the audit chain [docs/audit.md]. Merchants and consumers have their own records. */
const audited: Readonly<Record<Actor["type"], boolean>> = {
  staff: true,
  operator: true,
  till: true,
  consumer: false,
  key: false,
  secret_key: false,
  screen: false,
  channel: false,
  clock: false,
};

export function isAudited({ type }: Actor): boolean {
  return audited[type];
}

/** The same as the first words of stored actors. */
export const auditedActors = Object.entries(audited).flatMap(([type, is]) => is ? [type] : []);

/** Enough of a digest to find the key in `secret_keys`, too little to be mistaken for it. */
const DIGEST_DIGITS = 16;

/** As it is stored: `consumer:con_…`, `key:…`, `secret_key:1f2e…`, `screen:scr_…`, `till:scr_…`, `staff:stf_…`, `operator:…`, `channel:…`, `clock`. */
export function actorText(actor: Actor): string {
  switch (actor.type) {
    case "consumer":
      return actor.consumerId === undefined ? "consumer" : `consumer:${actor.consumerId}`;
    case "key":
      return `key:${actor.kid}`;
    case "secret_key":
      return `secret_key:${actor.digest.slice(0, DIGEST_DIGITS)}`;
    case "screen":
      return actor.screenId === undefined ? "screen" : `screen:${actor.screenId}`;
    case "till":
      return `till:${actor.screenId}`;
    case "staff":
      return `staff:${actor.staffId}`;
    case "channel":
      return `channel:${actor.name}`;
    case "operator":
      return actor.name === undefined ? actor.type : `operator:${actor.name}`;
    case "clock":
      return actor.type;
  }
}

export const byClock: Actor = { type: "clock" };
export const byOperator: Actor = { type: "operator" };

export function byConsumer(consumerId?: ConsumerId): Actor {
  return { type: "consumer", consumerId };
}

export function byScreen(screenId?: ScreenId): Actor {
  return { type: "screen", screenId };
}

export function byStaff(staffId: StaffId): Actor {
  return { type: "staff", staffId };
}

export function byTill(screenId: ScreenId, within?: SessionId): Actor {
  return { type: "till", screenId, within };
}

export function byChannel(name: ChannelName): Actor {
  return { type: "channel", name };
}

export function byCaller(caller: Caller): Actor {
  switch (caller.type) {
    case "secret_key":
      return { type: "secret_key", digest: caller.digest };
    case "signed":
      return { type: "key", kid: caller.kid };
    case "acting":
      return caller.by;
    case "staff":
      return { type: "staff", staffId: caller.staffId, within: caller.within };
    case "till":
      return byTill(caller.screenId, caller.within);
    case "portal":
      return byOperator;
  }
}
