import type { MerchantNo } from "../id.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";

export interface AskForFile {
  readonly merchantNo: MerchantNo;
  readonly day: BusinessDay;
  readonly sentAt: Instant;
}

export type FileOutcome =
  | { readonly type: "file"; readonly name: string; readonly content: string }
  /** It has none of that day. */
  | { readonly type: "none" }
  | { readonly type: "refused"; readonly code: string }
  | { readonly type: "unclear" };

/** The side of a channel that hands out its own files of what it cleared. */
export interface ChannelFiles {
  /** When the file of the latest day that has one was made. */
  latestDay(now: Instant): BusinessDay;
  ask(command: AskForFile): Promise<HttpRequest>;
  read(response: HttpResponse, command: AskForFile): Promise<FileOutcome>;
}
