import { paths } from "../../paths.ts";
import type { DeviceCardChannel } from "../device_card_channel.ts";
import { cardWillAnswer, type CardWillRequest } from "./device_card_messages.ts";
import type { SignedWire } from "./signed_wire.ts";

/** The token service's side of the sandbox's codec. */
export function createSandboxDeviceCards({ send, told }: SignedWire, publicUrl: string) {
  return {
    bindUrl: () => `${publicUrl}${paths.sandboxWallet()}#device-cards`,
    tell: ({ token, revision, suspended, deleted, isDefault: is_default }) =>
      send(
        "card_will",
        { token, revision, suspended, deleted, is_default } satisfies CardWillRequest,
      ),
    readTell: async (response) =>
      (await told("card_will", cardWillAnswer, response))?.state ?? "unclear",
  } satisfies DeviceCardChannel;
}
