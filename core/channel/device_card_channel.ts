import type { HttpRequest, HttpResponse } from "./http.ts";

/** All that a holder wants of a device card, said here; a lower revision is older. */
export interface DeviceCardWill {
  readonly token: string;
  readonly revision: number;
  readonly suspended: boolean;
  readonly deleted: boolean;
  readonly isDefault: boolean;
}

/** `gone`: the channel has no such device card any more. */
export type WillOutcome = "taken" | "gone" | "unclear";

/** The side of a channel that keeps cards on devices. What happens to them there it tells by notices. */
export interface DeviceCardChannel {
  /** The channel's page where its user binds a card on a device. */
  bindUrl(): string;
  /** Says the whole will, so it may be said any number of times. */
  tell(will: DeviceCardWill): Promise<HttpRequest>;
  readTell(response: HttpResponse): Promise<WillOutcome>;
}
