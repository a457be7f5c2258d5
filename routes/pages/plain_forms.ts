import type { Check } from "../middleware/checks.ts";
import { refuse } from "./refuse.tsx";
import { uploadBytesMax } from "./uploads.ts";

const FORM = "application/x-www-form-urlencoded";

const WITH_FILE = "multipart/form-data";

/** A form comes in the one encoding that cannot be malformed, unless it brings a file. */
export const plainForms: Check = (c) => {
  if (c.req.method !== "POST") return undefined;
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type === WITH_FILE && uploadBytesMax(c.req.path) !== undefined) return undefined;
  return type === FORM ? undefined : refuse(c, "content_type_unsupported");
};
