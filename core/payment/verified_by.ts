import type { Factor } from "../method/verification.ts";
import type { PayingFacts } from "./paying_facts.ts";

/** What may be asked for, the easiest first. */
export const askedFactors = ["pin", "signature"] as const satisfies readonly Factor[];
export type AskedFactor = (typeof askedFactors)[number];

/** What a payment is verified by without being asked, and what each thing that may be asked for adds. */
export interface VerifiedBy {
  readonly always: readonly Factor[];
  readonly asked: Readonly<Partial<Record<AskedFactor, readonly Factor[]>>>;
}

/** The bank's code is typed before money can move. */
const card: VerifiedBy = {
  always: ["code"],
  asked: { pin: ["pin"], signature: ["signature"] },
};

/**
 * Who is signed in is no factor, and a PIN alone is one kind. A passkey signs only after the device has verified its
 * owner, which is two.
 */
const balance: VerifiedBy = { always: [], asked: { signature: ["passkey", "signature"] } };

export function verifiedBy({ binding }: Pick<PayingFacts, "binding">): VerifiedBy {
  return binding ? card : balance;
}

/** Of a payment for which this was shown, if anything was. */
export function factorsUsed(
  { always, asked }: VerifiedBy,
  shown: Factor | undefined,
): readonly Factor[] {
  const asking = askedFactors.find((each) => each === shown);
  return [...always, ...(asking && asked[asking] || [])];
}

export function factorsAskable({ asked }: VerifiedBy): readonly Factor[] {
  return askedFactors.flatMap((each) => asked[each] ?? []);
}
