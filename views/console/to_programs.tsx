import { paths } from "../../core/paths.ts";
import { permits, type Role } from "../../core/permission/role.ts";
import type { Lang } from "../words.ts";
import { consoleWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly role: Role;
}

/** Leads to this number's programs, which nobody finds by their URL; for whoever may see keys. */
export function ToPrograms({ lang, role }: Props) {
  if (!permits(role, "keys:read")) return null;
  return (
    <p>
      <a class="link" href={paths.integrate()}>{consoleWords(lang).programs}</a>
    </p>
  );
}
