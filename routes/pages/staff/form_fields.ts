import type { Context } from "hono";
import * as z from "zod";
import type { Role } from "../../../core/permission/role.ts";
import { rolesOf } from "../../../core/permission/role.ts";
import { MAIL_CHARACTERS_MAX, NAME_CHARACTERS_MAX } from "../../../core/staff/staff.ts";
import type { Assertion, Registration } from "../../../core/passkey/webauthn.ts";
import { flawOfLabel, flawOfLine } from "../../../core/text/display_text.ts";

/** Every field of a form as text, the first of each name. */
export async function readForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}

/** A name of a person or a passkey; undefined when people could not read it. */
export function readName(typed: string | null): string | undefined {
  return readLine(typed, NAME_CHARACTERS_MAX);
}

/** One line of text, trimmed; undefined when there is none, or people could not read it. */
export function readLine(typed: string | null, max: number): string | undefined {
  const line = (typed ?? "").trim();
  const fits = line.length > 0 && line.length <= max;
  return fits && flawOfLine(line) === undefined ? line : undefined;
}

// Whether somebody reads there shows when something is sent there; this finds slips of the finger.
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function readMail(typed: string | null): string | undefined {
  const mail = (typed ?? "").trim();
  const fits = mail.length <= MAIL_CHARACTERS_MAX && MAIL.test(mail);
  return fits && flawOfLabel(mail) === undefined ? mail : undefined;
}

/** A role of that place. */
export function readRole(typed: string | null, merchantNo: string | undefined): Role | undefined {
  return rolesOf(merchantNo).find((role) => role === typed);
}

const bytes = z.string().max(65_536).regex(/^[\w-]*$/);
const credential = { id: bytes, rawId: bytes, type: z.literal("public-key") };

const assertion = z.object({
  ...credential,
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
});

const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(32)).max(10).optional(),
  }),
});

/** What a browser answered after it signed with a passkey; undefined when it is none. */
export function readAssertionField(text: string | null): Assertion | undefined {
  const read = assertion.safeParse(parsed(text));
  return read.success ? { ...read.data, clientExtensionResults: {} } : undefined;
}

/** What a browser answered after it made a passkey; undefined when it is none. */
export function readRegistrationField(text: string | null): Registration | undefined {
  const read = registration.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { response: { transports, ...response }, ...rest } = read.data;
  const reached = transports === undefined ? {} : { transports };
  return { ...rest, response: { ...response, ...reached }, clientExtensionResults: {} };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
