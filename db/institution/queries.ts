import { and, eq, sql } from "drizzle-orm";
import {
  type LegalKind,
  type LegalText,
  VERSIONS_MAX,
} from "../../core/institution/institution.ts";
import type { InstitutionStore } from "../../core/institution/institution_store.ts";
import type { Row } from "../../core/query.ts";
import type { BusinessDay } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { institution, legalTexts } from "./table.ts";

const at = sql.placeholder;
const row = pack([institution, ""]);
const textRow = pack([legalTexts, ""]);
const versionRow: Packing = {
  columns: ["kind", "version", "first_day"],
  fields: {
    row: sql`json_array(${legalTexts.kind}, ${legalTexts.version}, ${legalTexts.firstDay})`
      .as("row"),
  },
};

const current = prepare(
  build.select(row.fields).from(institution).where(eq(institution.id, sql`'institution'`)),
);
const versions = prepare(
  build.select(versionRow.fields).from(legalTexts).where(sql`kind in ('terms', 'privacy')`)
    .orderBy(sql`kind desc, version desc`).limit(VERSIONS_MAX),
);
const text = prepare(
  build.select(textRow.fields).from(legalTexts)
    .where(and(eq(legalTexts.kind, at("kind")), eq(legalTexts.version, at("version")))),
);

function readVersion(found: Row): Omit<LegalText, "zh" | "en"> {
  const columns = new Columns(found);
  return {
    kind: columns.text("kind") as LegalKind,
    version: columns.int("version"),
    firstDay: columns.text("first_day") as BusinessDay,
  };
}

export const institutionStore: InstitutionStore = {
  current: () =>
    first(row, current({}), (found) => {
      const columns = new Columns(found);
      return {
        name: columns.text("name"),
        phone: columns.text("phone"),
        licence: columns.text("licence"),
        version: columns.int("version"),
      };
    }),
  versions: () => all(versionRow, versions({}), readVersion),
  text: (kind, version) =>
    first(textRow, text({ kind, version }), (found) => {
      const columns = new Columns(found);
      return { ...readVersion(found), zh: columns.text("zh"), en: columns.text("en") };
    }),
};
