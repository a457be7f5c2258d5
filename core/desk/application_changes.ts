import { type Application, openPrivate, type Private } from "../application/application.ts";
import { applicationResource } from "../application/application_resource.ts";
import type { Vault } from "../secret/vault.ts";
import { type FieldChange, formChanges } from "./form_changes.ts";

const unasked = new Set([
  "application_id",
  "version",
  "state",
  "parent_no",
  "reference",
  "contact",
  "settlement_account",
  "rejection_reason",
  "merchant_no",
  "submitted_at",
  "decided_at",
]);

/**
 * Each field that a version changes of the one before. What is masked is compared unmasked and shown masked: another
 * account may end with the same four digits.
 */
export async function applicationChanges(
  vault: Pick<Vault, "open">,
  before: Application,
  asked: Application,
): Promise<readonly FieldChange[]> {
  const [was, is] = [await openPrivate(vault, before), await openPrivate(vault, asked)];
  const [shownBefore, shown] = [maskedFields(before), maskedFields(asked)];
  const hidden = hiddenFields.flatMap(({ field, of }) =>
    of(was) === of(is) ? [] : [{ field, before: shownBefore[field], after: shown[field] }]
  );
  return [
    ...formChanges(applicationResource(before), applicationResource(asked), unasked),
    ...hidden,
  ];
}

const hiddenFields = [
  { field: "contact.name", of: ({ contact }: Private) => contact.name },
  { field: "contact.phone", of: ({ contact }: Private) => contact.phone },
  { field: "settlement_account.bank", of: ({ account }: Private) => account.bank },
  { field: "settlement_account.holder", of: ({ account }: Private) => account.holder },
  { field: "settlement_account.account_no", of: ({ account }: Private) => account.accountNo },
] as const;

function maskedFields({ masked: { contact, account } }: Application) {
  return {
    "contact.name": contact.name,
    "contact.phone": contact.phone,
    "settlement_account.bank": account.bank,
    "settlement_account.holder": account.holder,
    "settlement_account.account_no": `…${account.lastFour}`,
  };
}
