import { type BankDevice, type BankDeviceCard, faceOf, loadedWord } from "./bank_device_card.ts";
import type { BankDeps } from "./bank_deps.ts";
import type { Person } from "./persons.ts";
import { tellOfCards } from "./tell_of_cards.ts";
import { token } from "./write_at_bank.ts";

export interface BindOnDevice {
  readonly person: Person;
  readonly cardToken: string;
  readonly device: BankDevice;
}

/**
 * Somebody binds a card on a device in the app and shows who they are: a new token each time, also where the same card
 * was bound before, which is gone with it. Undefined: they have no such card.
 */
export async function bindOnDevice(
  deps: BankDeps,
  { person, cardToken, device }: BindOnDevice,
): Promise<BankDeviceCard | undefined> {
  const face = faceOf(person, cardToken);
  if (!face) return undefined;
  const { personNo } = person;
  const bound: BankDeviceCard = {
    token: `sbxdevice_${token(deps)}`,
    personNo,
    cardToken,
    device,
    gone: false,
    revision: 0,
    suspended: false,
    isDefault: false,
  };
  await tellOfCards(deps, personNo, [
    { said: loadedWord(bound, face), bound },
    { said: { type: "activated", token: bound.token } },
  ]);
  return bound;
}
