import type { Held } from "../../core/cardholder/cardholder.ts";
import { reasonsOf } from "../../core/cardholder/cardholder.ts";
import { loadHeld } from "../../core/cardholder/load_held.ts";
import type { CardSignal } from "../../core/channel/card_signal.ts";
import { recordCardSignal } from "../../core/cardholder/record_card_signal.ts";
import type { TestApp } from "./test_app.ts";

const PERSON = "person_a";
export const DEBIT = "sbxcard_a_debit";
export const CREDIT = "sbxcard_a_credit";

/** All that is kept for one of the sandbox's people. */
export async function heldOf(app: TestApp, subject = PERSON): Promise<Held> {
  const [holder] = await app.deps.load(app.deps.cardholders.bySubject("sandbox", subject));
  const held = holder && await loadHeld(app.deps, holder.cardholderId);
  if (!held) throw new Error(`Nothing is kept for ${subject}`);
  return held;
}

/** Binds a card as its holder would; the token of this bind. */
export async function bind(app: TestApp, given: Readonly<Record<string, string>> = {}) {
  const response = await app.api("/v1/test_helpers/device_cards", { method: "POST", body: given });
  if (response.status !== 201) throw new Error(await response.text());
  const { token } = await response.json() as { readonly token: string };
  return token;
}

/** Something happens to a card outside the portal, which is told. */
export async function befall(
  app: TestApp,
  event: string,
  given: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  const body = { event, ...given };
  const response = await app.api("/v1/test_helpers/card_events", { method: "POST", body });
  if (response.status !== 200) throw new Error(await response.text());
}

/** How each device card stands, by its token: `active`, `suspended card_lost`, a star for the default. */
export function standings(held: Held): Readonly<Record<string, string>> {
  return Object.fromEntries(
    held.deviceCards.map((each) => {
      const reasons = each.state === "suspended"
        ? [...new Set(reasonsOf(held, each).map(({ reason }) => reason))].toSorted()
        : [];
      return [each.token, [each.state, ...reasons, ...(each.isDefault ? ["*"] : [])].join(" ")];
    }),
  );
}

const FACE = {
  lastFour: "0014",
  issuer: "测试银行",
  type: "debit",
  expires: "2031-12",
  upCash: false,
  noPasswordLimit: undefined,
} as const;

/** A load as the channel would say it. */
export function loaded(
  token: string,
  sequence: number,
  { card = DEBIT, device = "phone" }: { readonly card?: string; readonly device?: string } = {},
): CardSignal {
  return {
    type: "loaded",
    sequence,
    token,
    card: { token: card, ...FACE },
    device: { no: device, name: device },
  };
}

/** The channel says it. */
export function hear(app: TestApp, signal: CardSignal, subject = PERSON) {
  return recordCardSignal(app.deps, { channel: "sandbox", subject, signal });
}
