import type { MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { ChannelName } from "./channel.ts";

/** A notice that changed nothing: not the channel's own, or about something else than we sent. */
export interface RefusedNotice {
  readonly channel: ChannelName;
  /** The number of ours that it was sent to. */
  readonly merchantNo: MerchantNo;
  readonly at: Instant;
  /** Of the refusal. */
  readonly code: string;
  readonly detail: string;
  /** What it says it is about, and perhaps not truly. */
  readonly channelOrderNo: string | undefined;
}

export interface RefusedNoticeStore {
  /** Beside the latest of them: strangers can make any number. */
  keep(refused: RefusedNotice): Unit;
  /** The latest first. */
  latest(max: number): Query<readonly RefusedNotice[]>;
}
