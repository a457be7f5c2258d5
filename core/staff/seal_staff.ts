import type { StaffId } from "../id.ts";
import type { Vault } from "../secret/vault.ts";
import type { Staff, StaffFacts } from "./staff.ts";

/** Where a sealed value is stored: it can't be opened anywhere else. */
export const staffContext = (column: string, staffId: string) => `staff.${column}.${staffId}`;

export interface Person {
  readonly name: string | undefined;
  readonly mail: string | undefined;
}

/** Who somebody is, each sealed for its own column and row, and the digest that finds the mail address again. */
export async function sealPerson(
  vault: Vault,
  staffId: StaffId,
  { name, mail }: Person,
): Promise<Pick<StaffFacts, "sealedName" | "sealedMail" | "mailDigest">> {
  const [sealedName, sealedMail, mailDigest] = await Promise.all([
    name === undefined ? undefined : vault.seal(name, staffContext("sealed_name", staffId)),
    mail === undefined ? undefined : vault.seal(mail, staffContext("sealed_mail", staffId)),
    mail === undefined ? undefined : digestMail(vault, mail),
  ]);
  return { sealedName, sealedMail, mailDigest };
}

/** Throws when a text was tampered with or its key is gone. */
export async function openPerson(
  vault: Vault,
  staff: Pick<Staff, "staffId" | "sealedName" | "sealedMail">,
): Promise<Person> {
  const { staffId, sealedName, sealedMail } = staff;
  const [name, mail] = await Promise.all([
    sealedName === undefined
      ? undefined
      : vault.open(sealedName, staffContext("sealed_name", staffId)),
    sealedMail === undefined
      ? undefined
      : vault.open(sealedMail, staffContext("sealed_mail", staffId)),
  ]);
  return { name, mail };
}

/** Undefined where none is known to be theirs. Throws as above. */
export function openStaffPhone(
  vault: Pick<Vault, "open">,
  { staffId, sealedPhone }: Pick<Staff, "staffId" | "sealedPhone">,
): Promise<string | undefined> {
  return sealedPhone === undefined
    ? Promise.resolve(undefined)
    : vault.open(sealedPhone, staffContext("sealed_phone", staffId));
}

/** The same for every way to write one address in capitals. */
export function digestMail(vault: Pick<Vault, "mac">, mail: string): Promise<string> {
  return vault.mac("staff mail", mail.trim().toLowerCase());
}
