import { maskedIdNumber, maskedPhone } from "../consumer/consumer.ts";
import { digestIdNumber, digestPhone, plainPhone } from "../consumer/digest_identity.ts";
import type { Vault } from "../secret/vault.ts";
import { typedCode } from "../text/typed_code.ts";
import type { BlockKind, BlockTarget } from "./block.ts";
import { cardName, digestCard } from "./digest_card.ts";

const PHONE = /^[0-9]{7,15}$/;
const ID_NUMBER = /^[0-9A-Z()]{6,20}$/;
/** Fewer digits are the end of a number, and many cards'. */
const CARD = /^(?:[0-9]{12,64}|(?=.*[^0-9])[\x21-\x7e]{5,64})$/;

/** What somebody typed or a channel told, as it is put on the list; undefined for what cannot be such a thing. */
export async function readTarget(
  vault: Pick<Vault, "mac">,
  kind: BlockKind,
  text: string,
): Promise<BlockTarget | undefined> {
  switch (kind) {
    case "phone": {
      const phone = plainPhone(text);
      if (!PHONE.test(phone)) return undefined;
      return { kind, digest: await digestPhone(vault, phone), masked: maskedPhone(phone) };
    }
    case "id_number": {
      const number = typedCode(text);
      if (!ID_NUMBER.test(number)) return undefined;
      return { kind, digest: await digestIdNumber(vault, number), masked: maskedIdNumber(number) };
    }
    case "card": {
      const card = cardName(text);
      if (!CARD.test(card)) return undefined;
      return { kind, digest: await digestCard(vault, card), masked: `···· ${card.slice(-4)}` };
    }
  }
}
