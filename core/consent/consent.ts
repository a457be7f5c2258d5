import type { LegalText } from "../institution/institution.ts";
import { inForceOn, legalKinds } from "../institution/institution.ts";
import type { Query } from "../query.ts";
import type { BusinessDay } from "../time.ts";

/** A version of one of the institution's texts, without the text. */
export type TextVersion = Omit<LegalText, "zh" | "en">;
export type Consent = Pick<LegalText, "kind" | "version">;

export interface ConsentStore {
  /** Of this session's consumer; another query says whether the session is still valid. */
  ofSession(tokenDigest: string): Query<readonly Consent[]>;
}

/** What is in force today and this person has not agreed to; `versions` with the newest first. */
export function yetToAgree(
  versions: readonly TextVersion[],
  given: readonly Consent[],
  day: BusinessDay,
): readonly TextVersion[] {
  return legalKinds.flatMap((kind) => {
    const current = inForceOn(versions.filter((each) => each.kind === kind), day);
    const agreed = given.some((each) => each.kind === kind && each.version === current?.version);
    return current === undefined || agreed ? [] : [current];
  });
}
