import type { MerchantNo } from "../id.ts";
import type { Instant } from "../time.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";

export interface ProbeChannel {
  readonly merchantNo: MerchantNo;
  readonly at: Instant;
}

/** `accepted`: it knows the number and its signature. `refused` says why in the channel's own words. */
export type ProbeOutcome =
  | { readonly type: "accepted" }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "not_genuine"; readonly reason: string }
  | { readonly type: "silent" };

/** Asks a channel about something that there is not: what it says shows whether it would take what there is. */
export interface ChannelProbe {
  ask(command: ProbeChannel): Promise<HttpRequest>;
  read(response: HttpResponse, command: ProbeChannel): Promise<ProbeOutcome>;
  /** Whether the number's app gets a token, where it has an app for contracts. */
  app(merchantNo: MerchantNo): Promise<boolean | undefined>;
}
