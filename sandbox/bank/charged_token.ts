import type { BoundCard } from "../../core/channel/card.ts";
import { sameText } from "../../core/same_text.ts";
import { type BankDeviceCard, deviceNo } from "./bank_device_card.ts";
import type { BankDeps } from "./bank_deps.ts";
import { cardOf, type PersonNo, personOf } from "./persons.ts";

/** What a person can pay by: their cards, and those on their devices by tokens of their own. */
export async function payableBy(deps: BankDeps, personNo: PersonNo): Promise<readonly BoundCard[]> {
  const cards = personOf(personNo)?.cards ?? [];
  const [onDevices] = await deps.load(deps.bank.deviceCards.ofPerson(personNo));
  return [
    ...cards,
    ...onDevices.flatMap(({ token, cardToken }) => {
      const card = cards.find((each) => sameText(each.token, cardToken));
      return card ? [{ ...card, token }] : [];
    }),
  ];
}

interface Charged {
  readonly card: BoundCard | undefined;
  /** Lost, suspended, or gone. */
  readonly isRestricted: boolean;
}

/** The card behind a token that a contract charges, and whether it can be charged now. */
export async function chargedToken(
  deps: BankDeps,
  { personNo, token }: { readonly personNo: string; readonly token: string },
): Promise<Charged> {
  const [onDevice, held] = await deps.load(
    deps.bank.deviceCards.byToken(token),
    deps.bank.deviceCards.held(personNo),
  );
  const card = cardOf(personNo, onDevice?.cardToken ?? token);
  const numbers = onDevice ? numbersOf(onDevice) : [token];
  const isRestricted = numbers.some((each) => held.includes(each)) ||
    (onDevice !== undefined && (onDevice.gone || onDevice.suspended));
  return { card, isRestricted };
}

function numbersOf({ token, cardToken, personNo, device }: BankDeviceCard): readonly string[] {
  return [token, cardToken, deviceNo(personNo, device)];
}
