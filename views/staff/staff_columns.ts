import type { Instant } from "../../core/time.ts";
import type { Column } from "../parts/csv.ts";
import type { Lang } from "../words.ts";
import { maskedMail } from "./masked_mail.ts";
import { type Member, sinceOf, stateOf } from "./staff_page.tsx";
import { staffWords } from "./words.ts";

/** Everybody who works here as a file; addresses stay masked. */
export function staffColumns(lang: Lang, now: Instant): readonly Column<Member>[] {
  const w = staffWords(lang);
  return [
    { header: "ID", type: "text", of: ({ staff }) => staff.staffId },
    { header: w.name, type: "text", of: ({ name }) => name },
    { header: w.mail, type: "text", of: ({ mail }) => mail && maskedMail(mail) },
    { header: w.role, type: "text", of: ({ staff }) => w.roles[staff.role] },
    { header: w.state, type: "text", of: ({ staff }) => stateOf(staff, now, w) },
    { header: w.since, type: "time", of: ({ staff }) => sinceOf(staff) },
  ];
}
