import type { Check } from "../middleware/checks.ts";
import { refuse } from "./refuse.tsx";

const FORM = "application/x-www-form-urlencoded";

/** None of our pages upload files, so a form comes in the one encoding that cannot be malformed. */
export const plainForms: Check = (c) => {
  if (c.req.method !== "POST") return undefined;
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  return type === FORM ? undefined : refuse(c, "content_type_unsupported");
};
