import type {
  CardWillAnswer,
  CardWillRequest,
} from "../../core/channel/sandbox/device_card_messages.ts";
import type { BankDeps } from "./bank_deps.ts";
import { writeAtBank } from "./write_at_bank.ts";

/** What a holder wants of a device card, as the portal says it: the whole each time, and an older one changes nothing. */
export async function takeCardWill(
  deps: BankDeps,
  { token, revision, suspended, deleted, is_default }: CardWillRequest,
): Promise<CardWillAnswer> {
  const [known] = await deps.load(deps.bank.deviceCards.byToken(token));
  if (!known || known.gone) return { state: "gone" };
  await writeAtBank(
    deps,
    deps.bank.deviceCards.keepWill({
      token,
      revision,
      gone: deleted,
      suspended,
      isDefault: is_default,
    }),
  );
  return { state: "taken" };
}
