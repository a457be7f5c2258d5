import type { BusinessDay } from "../time.ts";

/** Who runs the portal, as its operators set it; what is empty is left to the environment. */
export interface Institution {
  readonly name: string;
  readonly phone: string;
  readonly licence: string;
  readonly version: number;
}

export const legalKinds = ["terms", "privacy"] as const;
export type LegalKind = (typeof legalKinds)[number];

/** A version of the terms or of the privacy text: paragraphs of plain text, in both languages. */
export interface LegalText {
  readonly kind: LegalKind;
  readonly version: number;
  readonly firstDay: BusinessDay;
  readonly zh: string;
  readonly en: string;
}

export const LEGAL_CHARACTERS_MAX = 20_000;
/** Shown and compared; of a kind there are a few in a year. */
export const VERSIONS_MAX = 200;

/** The newest that has begun; `versions` with the newest first. */
export function inForceOn<T extends Pick<LegalText, "firstDay">>(
  versions: readonly T[],
  day: BusinessDay,
): T | undefined {
  return versions.find(({ firstDay }) => firstDay <= day);
}
