import { parseArgs } from "node:util";
import * as z from "zod";
import type { Deps } from "../core/deps.ts";
import { merchantNo } from "../core/id.ts";
import { paths } from "../core/paths.ts";
import { institutionRoles, type Role } from "../core/permission/role.ts";
import { rfc3339 } from "../core/time.ts";
import { inviteFirstOperator } from "../core/staff/first_operator.ts";
import { inviteAgain } from "../core/staff/invite_again.ts";
import { type Invited, inviteStaff } from "../core/staff/invite_staff.ts";
import { digestMail } from "../core/staff/seal_staff.ts";
import { invitationOf, NAME_CHARACTERS_MAX } from "../core/staff/staff.ts";
import type { Place } from "../core/staff/staff_store.ts";
import { ConfigError, type Settings } from "./config.ts";
import { openPortal } from "./open_portal.ts";
import { operatorText } from "./operator_text.ts";

const person = {
  name: operatorText(NAME_CHARACTERS_MAX).optional(),
  mail: z.email("expected a mail address, such as name@example.com").optional(),
};
const operatorArgs = z.object({ ...person, role: z.enum(institutionRoles).default("admin") });
const ownerArgs = z.object({
  ...person,
  merchant: z.string().regex(/^[0-9A-Za-z]{15}$/, "expected 15 letters and digits"),
});

const OPERATOR_USAGE =
  "invite_operator [--role admin|reviewer|support] [--name <name>] [--mail <mail>]";
const OWNER_USAGE = "invite_owner --merchant <15 characters> [--name <name>] [--mail <mail>]";

/** Prints a one-time link for one more operator, or a new one for somebody who lost their passkeys. */
export async function inviteOperatorOnly(
  settings: Settings,
  args: readonly string[],
): Promise<void> {
  const { role, ...given } = readArgs(OPERATOR_USAGE, operatorArgs, args);
  await print(settings, (deps) => invite(deps, { place: undefined, role, ...given }));
}

/** The same for the owner of a merchant number. */
export async function inviteOwnerOnly(settings: Settings, args: readonly string[]): Promise<void> {
  const { merchant, ...given } = readArgs(OWNER_USAGE, ownerArgs, args);
  const place = merchantNo(merchant);
  await print(settings, async (deps) => {
    const [found] = await deps.load(deps.merchants.byNo(place));
    if (!found) throw new ConfigError(`Cannot invite: there is no merchant number ${merchant}`);
    return await invite(deps, { place, role: "owner", ...given });
  });
}

/** The link for the first operator, for whoever starts the portal; undefined when somebody is there. */
export async function firstOperatorWords(deps: Deps): Promise<string | undefined> {
  const token = await inviteFirstOperator(deps);
  if (token === undefined) return undefined;
  return `No operator yet. This link makes the first one; it works once, within three days:
  ${deps.config.publicUrl}${paths.join("ops", token)}`;
}

interface Given {
  readonly place: Place;
  readonly role: Role;
  readonly name?: string | undefined;
  readonly mail?: string | undefined;
}

async function invite(deps: Deps, { place, role, name, mail }: Given): Promise<Invited> {
  const digest = mail === undefined ? "" : await digestMail(deps.vault, mail);
  const [known] = await deps.load(deps.staff.byMail(place, digest));
  const invited = known
    ? await inviteAgain(deps, { place, staffId: known.staffId, here: undefined })
    : await inviteStaff(deps, { place, role, person: { name, mail }, here: undefined });
  if (!invited.ok) throw new ConfigError(`Cannot invite: ${JSON.stringify(invited.error)}`);
  return invited.value;
}

async function print(
  settings: Settings,
  act: (deps: Deps) => Promise<Invited>,
): Promise<void> {
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  try {
    const { deps } = portal;
    const { staff, token } = await act(deps);
    const desk = staff.merchantNo === undefined ? "ops" : "console";
    const expiresAt = invitationOf(staff)?.expiresAt ?? deps.now();
    console.log(JSON.stringify({
      staff_id: staff.staffId,
      role: staff.role,
      link: deps.config.publicUrl + paths.join(desk, token),
      expires_at: rfc3339(expiresAt),
    }));
  } finally {
    await portal.close();
  }
}

function readArgs<T>(usage: string, shape: z.ZodType<T>, given: readonly string[]): T {
  const options = {
    role: { type: "string" },
    name: { type: "string" },
    mail: { type: "string" },
    merchant: { type: "string" },
  } as const;
  // `deno task name -- --mail` passes the dashes through.
  const args = given[0] === "--" ? given.slice(1) : [...given];
  try {
    return shape.parse(parseArgs({ args, options }).values);
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ConfigError(`${usage}\n${detail}`);
  }
}
