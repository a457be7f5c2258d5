import type { ChannelName } from "../channel/channel.ts";
import type { MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { ChannelFile, FileRefusal, RefusedFile } from "./channel_file.ts";

interface DayOf {
  readonly merchantNo: MerchantNo;
  readonly day: BusinessDay;
}

/** What was fetched of channels' own files. Queries are for `load`, units for `write`. */
export interface ChannelFileStore {
  /** From now on this day's files are waited for, of every number that trades through the channel. */
  expect(channel: ChannelName, day: BusinessDay, now: Instant): Unit;
  due(now: Instant, max: number): Query<readonly ChannelFile[]>;
  of(merchantNo: MerchantNo, day: BusinessDay): Query<ChannelFile | undefined>;
  /** Returns a row when it is this process that asks now. */
  take(of: DayOf & { readonly asks: number }, askAfter: Instant): Unit;
  keepPart(of: DayOf, part: number, content: string): Unit;
  /** Every part is there. */
  keepFetched(
    of: DayOf,
    file: { readonly name: string; readonly sha256: string; readonly at: Instant },
  ): Unit;
  end(of: DayOf, state: "none" | "given_up"): Unit;
  /** Fetched, and not tried to import yet. */
  toImport(max: number): Query<readonly ChannelFile[]>;
  /** With a refusal it waits for people. */
  keepImport(of: DayOf, refusal: FileRefusal | undefined): Unit;
  /** Of all days, the latest first. */
  refused(max: number): Query<readonly RefusedFile[]>;
  /** Its parts in their order. */
  parts(merchantNo: MerchantNo, day: BusinessDay): Query<readonly string[]>;
}
