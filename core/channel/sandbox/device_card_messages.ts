import * as z from "zod";
import { cny } from "../../money.ts";
import type { CardSignal, KeptCardFace } from "../card_signal.ts";
import { deviceEmptyings } from "../card_signal.ts";
import type { DeviceCardNotice } from "../channel.ts";

/** The part of the sandbox's wire that is about cards on devices: its token service tells, and is told. */

const token = z.string().min(1).max(64);
const face = z.strictObject({
  last_four: z.string().regex(/^[0-9]{4}$/),
  bank: z.string().min(1).max(64),
  type: z.enum(["debit", "credit"]),
  expires: z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/).optional(),
  up_cash: z.boolean(),
  no_password_limit: z.int().nonnegative().optional(),
});
export type WireFace = z.infer<typeof face>;

const said = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("loaded"),
    token,
    card_token: token,
    face,
    device: z.strictObject({ no: token, name: z.string().min(1).max(64) }),
  }),
  z.strictObject({ type: z.literal("activated"), token }),
  z.strictObject({
    type: z.enum(["suspended", "resumed", "deleted"]),
    token,
    by: z.enum(["issuer", "holder"]),
  }),
  z.strictObject({
    type: z.enum(["card_lost", "card_found", "card_deleted"]),
    card_token: token,
  }),
  z.strictObject({ type: z.enum(["card_renewed", "card_updated"]), card_token: token, face }),
  z.strictObject({
    type: z.enum(["device_lost", "device_found", ...deviceEmptyings]),
    device_no: token,
  }),
]);
export type WireCardWord = z.infer<typeof said>;

export const deviceCardNotice = z.strictObject({
  about: z.literal("device_card"),
  user_id: token,
  sequence: z.int().positive(),
  said,
});
export type WireDeviceCardNotice = z.infer<typeof deviceCardNotice>;

export const cardWillRequest = z.strictObject({
  token,
  revision: z.int().positive(),
  suspended: z.boolean(),
  deleted: z.boolean(),
  is_default: z.boolean(),
});
export type CardWillRequest = z.infer<typeof cardWillRequest>;
export const cardWillAnswer = z.strictObject({ state: z.enum(["taken", "gone"]) });
export type CardWillAnswer = z.infer<typeof cardWillAnswer>;

export function readDeviceCardNotice(
  { user_id: subject, sequence, said }: WireDeviceCardNotice,
): DeviceCardNotice {
  return { about: "device_card", subject, signal: signalOf(said, sequence) };
}

function signalOf(said: WireCardWord, sequence: number): CardSignal {
  switch (said.type) {
    case "loaded": {
      const { type, token, card_token, device } = said;
      return { type, sequence, token, card: { token: card_token, ...faceOf(said.face) }, device };
    }
    case "activated":
    case "suspended":
    case "resumed":
    case "deleted":
      return { ...said, sequence };
    case "card_lost":
    case "card_found":
    case "card_deleted":
      return { type: said.type, sequence, cardToken: said.card_token };
    case "card_renewed":
    case "card_updated":
      return { type: said.type, sequence, cardToken: said.card_token, face: faceOf(said.face) };
    case "device_lost":
    case "device_found":
    case "device_wiped":
    case "device_restored":
    case "signed_out":
    case "passcode_removed":
    case "fingerprint_removed":
      return { type: said.type, sequence, deviceNo: said.device_no };
  }
}

function faceOf(
  { last_four: lastFour, bank: issuer, type, expires, up_cash: upCash, no_password_limit }:
    WireFace,
): KeptCardFace {
  const noPasswordLimit = no_password_limit === undefined ? undefined : cny(no_password_limit);
  return { lastFour, issuer, type, expires, upCash, noPasswordLimit };
}
