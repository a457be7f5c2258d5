import type { Deps } from "../deps.ts";
import type { Consumer } from "./consumer.ts";
import { deviceIn, newDevice, personMark } from "./known_device.ts";

export interface AppDevice {
  /** No app has opened this browser for this person before. */
  readonly isNew: boolean;
  /** For the browser to show next time. */
  readonly appDevice: string;
}

/** What a browser shows that a channel's app or a wallet app has opened for this person. */
export async function appDeviceOf(
  deps: Pick<Deps, "vault" | "random" | "now">,
  consumer: Consumer,
  shown: string | undefined,
): Promise<AppDevice> {
  // Not the person's mark itself: every entry gives one, and each would have tries of its own at their PIN.
  const mark = `${personMark(consumer)} app`;
  return shown !== undefined && await deviceIn(deps, shown, mark) !== undefined
    ? { isNew: false, appDevice: shown }
    : { isNew: true, appDevice: await newDevice(deps, mark) };
}
