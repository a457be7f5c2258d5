import type { Query } from "../query.ts";
import type { Institution, LegalKind, LegalText } from "./institution.ts";

export interface InstitutionStore {
  current(): Query<Institution | undefined>;
  /** Of both kinds, the newest first, without the texts. */
  versions(): Query<readonly Omit<LegalText, "zh" | "en">[]>;
  text(kind: LegalKind, version: number): Query<LegalText | undefined>;
}
