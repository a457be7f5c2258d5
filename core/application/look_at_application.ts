import type { Actor } from "../actor.ts";
import type { PersonalField } from "../audit/audit_events.ts";
import { recordLook } from "../audit/record_look.ts";
import type { Deps } from "../deps.ts";
import type { ApplicationId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { openPrivate, type Private } from "./application.ts";

const fields = {
  contact_name: { field: "name", of: ({ contact }: Private) => contact.name },
  contact_phone: { field: "phone", of: ({ contact }: Private) => contact.phone },
  account_holder: { field: "account_holder", of: ({ account }: Private) => account.holder },
  account_no: { field: "account_no", of: ({ account }: Private) => account.accountNo },
} as const satisfies Readonly<
  Record<string, { readonly field: PersonalField; readonly of: (whole: Private) => string }>
>;

/** What an application shows masked. */
export type MaskedField = keyof typeof fields;
export const maskedFields = Object.keys(fields) as readonly MaskedField[];

export interface LookAtApplication {
  readonly applicationId: ApplicationId;
  readonly field: MaskedField;
  readonly by: Actor;
  readonly reason: string;
}

export type LookAtApplicationRefusal = {
  readonly code: "application_not_found";
  readonly application_id: string;
};

/** One field of the latest version, unmasked for one of our own people: only once the look is on record. */
export async function lookAtApplication(
  deps: Deps,
  { applicationId, field, by, reason }: LookAtApplication,
): Promise<Result<string, LookAtApplicationRefusal>> {
  const [application] = await deps.load(deps.applications.byId(applicationId));
  if (!application) {
    return rejected({ code: "application_not_found", application_id: applicationId });
  }
  const { field: looked, of } = fields[field];
  await recordLook(deps, { by, of: applicationId, fields: [looked], reason });
  return ok(of(await openPrivate(deps.vault, application)));
}
