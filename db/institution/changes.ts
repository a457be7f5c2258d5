import { sql } from "drizzle-orm";
import type { InstitutionEvent } from "../../core/institution/institution_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { institution, legalTexts } from "./table.ts";

export const institutionChanges = {
  "institution.changed": ({ institution }) => [save({ ...institution, id: "institution" })],
  "legal_text.added": ({ text }) => [insert({ ...text })],
} satisfies Changes<InstitutionEvent>;

const at = sql.placeholder;

const save = prepare(
  build.insert(institution).values({
    id: at("id"),
    name: at("name"),
    phone: at("phone"),
    licence: at("licence"),
    version: at("version"),
  }).onConflictDoUpdate({
    target: institution.id,
    set: {
      name: sql`excluded.name`,
      phone: sql`excluded.phone`,
      licence: sql`excluded.licence`,
      version: sql`excluded.version`,
    },
  }),
);
const insert = prepare(
  build.insert(legalTexts).values({
    kind: at("kind"),
    version: at("version"),
    firstDay: at("firstDay"),
    zh: at("zh"),
    en: at("en"),
  }),
);
