import { type Desk, paths } from "../../core/paths.ts";
import type { StaffWords } from "./words_zh.ts";

export interface OwnFacts {
  readonly passkeys: number;
  readonly codesLeft: number;
  /** How many proposals they could confirm. */
  readonly waiting: number;
}

/** Under so few, somebody who loses a device may soon be locked out. */
const CODES_FEW = 3;

/** What needs whoever is signed in themselves, each with where it is done. */
export function ownNeeds(
  w: StaffWords,
  desk: Desk,
  { passkeys, codesLeft, waiting }: OwnFacts,
): readonly (readonly [text: string, href: string])[] {
  const account = paths.account(desk);
  return [
    ...(waiting > 0 ? [[w.waitForYou(waiting), paths.proposals(desk)] as const] : []),
    ...(passkeys === 0 ? [[w.noPasskey, account] as const] : []),
    ...(passkeys === 1 ? [[w.onePasskey, account] as const] : []),
    ...(codesLeft <= CODES_FEW ? [[w.fewCodes(codesLeft), account] as const] : []),
  ];
}
