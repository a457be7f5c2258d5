import type { Context } from "hono";
import { isMerchantNo } from "../../../core/id.ts";
import type { SignedIn } from "../../../core/staff/session.ts";
import { readForm } from "./form_fields.ts";

/** The merchant number whose page a form stood on. */
const FIELD = "drawn_for";
const FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

/**
 * The number that a form was drawn for, if the session works at another one by now: the form is not taken. A request
 * without one counts as drawn at home.
 */
export async function drawnElsewhere(
  c: Context,
  { home, place }: Pick<SignedIn, "home" | "place">,
): Promise<{ readonly from: string | undefined } | undefined> {
  const given = await fieldIn(c);
  const from = typeof given === "string" ? given : home.merchantNo;
  if (from === place) return undefined;
  return { from: from !== undefined && isMerchantNo(from) ? from : undefined };
}

/** A form that brings a file is read as such, so that its own handler can read it again. */
async function fieldIn(c: Context): Promise<unknown> {
  const hasFile = c.req.header("Content-Type")?.toLowerCase().startsWith("multipart/") ?? false;
  const form = hasFile ? await c.req.formData().catch(() => undefined) : await readForm(c);
  return form?.get(FIELD);
}

/** The page with the number in each of its forms: none can be forgotten, whoever wrote it. */
export async function drawnFor(page: Response, { place }: SignedIn): Promise<Response> {
  const html = await page.text();
  const field = `<input type="hidden" name="${FIELD}" value="${place}"/>`;
  return new Response(html.replaceAll(FORM, (form) => form + field), page);
}
