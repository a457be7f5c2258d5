import type { Check } from "../middleware/checks.ts";
import { paths } from "../../core/paths.ts";
import { refuse } from "./refuse.tsx";

const FORM = "application/x-www-form-urlencoded";

const WITH_FILE = "multipart/form-data";
/** The forms with a file. */
const uploads: readonly string[] = [
  paths.consoleBrandingPreview(),
  paths.opsStatementFiles(),
  paths.opsBankFiles(),
];

/** A form comes in the one encoding that cannot be malformed, unless it brings a file. */
export const plainForms: Check = (c) => {
  if (c.req.method !== "POST") return undefined;
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type === WITH_FILE && uploads.includes(c.req.path)) return undefined;
  return type === FORM ? undefined : refuse(c, "content_type_unsupported");
};
