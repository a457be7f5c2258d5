import type { MerchantNo } from "../id.ts";
import type { BusinessDay, Instant } from "../time.ts";

/** A channel's file of a number's day, and how the asking for it stands. */
export interface ChannelFile {
  readonly merchantNo: MerchantNo;
  readonly day: BusinessDay;
  readonly state: "waiting" | "none" | "fetched" | "given_up";
  readonly asks: number;
  readonly name: string | undefined;
  /** Of the content as it came, in hex. */
  readonly sha256: string | undefined;
  readonly fetchedAt: Instant | undefined;
}

/** What is wrong with a file, and where: `line` and `column` count from 1. */
export interface FileRefusal {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly detail: string;
}

/** One that could not be imported, and in whose place nothing else was since. */
export interface RefusedFile extends Pick<ChannelFile, "merchantNo" | "day"> {
  readonly name: string;
  readonly refusal: FileRefusal;
}
