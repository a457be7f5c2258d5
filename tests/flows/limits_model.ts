import type { Factor } from "../../core/method/verification.ts";

/** What is paid or charged counts on the day on which it began. */
export interface Counted {
  readonly amount: number;
  readonly day: string;
  /** Of the two merchant numbers, which. */
  readonly merchant: number;
  state: "processing" | "succeeded" | "failed";
}

export interface Paid extends Counted {
  readonly orderId: string;
  readonly channelOrderNo: string;
  readonly isStatic: boolean;
  readonly expiresAt: number;
}

export interface Charged extends Counted {
  readonly deductionId: string;
}

export interface OwnBounds {
  readonly perDay: number | undefined;
  readonly perTransaction: number | undefined;
}

export const noBounds: OwnBounds = { perDay: undefined, perTransaction: undefined };

export type Reading = "account" | "account_merchant";

/** What both contracts say: one with either merchant number. */
export const agreed = { perTransaction: 10_000, perDay: 25_000 } as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One person's money, by the field's own words written once more. Amounts in fen. */
export class LimitsModel {
  readonly payments: Paid[] = [];
  readonly charges: Charged[] = [];
  /** Days on which anything was tried. */
  readonly days = new Set<string>();
  own = {
    payments: noBounds,
    charges: noBounds,
    contracts: [noBounds, noBounds],
  };
  /** While they were recovered a short while ago. */
  loweredUntil = 0;

  constructor(
    readonly reading: Reading,
    public now: number,
  ) {}

  /** In Shanghai it is eight hours later than in Greenwich, all year. */
  get today(): string {
    return new Date(this.now + 8 * HOUR).toISOString().slice(0, 10);
  }

  get untilMidnight(): number {
    return DAY - (this.now + 8 * HOUR) % DAY;
  }

  /** C: one factor, or two of a kind. B: two kinds. A: two kinds, one of them an e-signature. */
  capWith(used: readonly Factor[]): number {
    const kinds = new Set(used);
    if (kinds.size < 2 || this.now < this.loweredUntil) return 100_000;
    return kinds.has("signature") ? 5_000_000 : 500_000;
  }

  /** Paid today by what we verify ourselves; across both merchants, or at this one. */
  spent(merchant?: number): number {
    return this.#sum(this.payments.filter((each) => !each.isStatic), merchant);
  }

  spentByStaticCode(merchant?: number): number {
    return this.#sum(this.payments.filter((each) => each.isStatic), merchant);
  }

  charged(merchant?: number): number {
    return this.#sum(this.charges, merchant);
  }

  #sum(list: readonly Counted[], merchant: number | undefined): number {
    return list
      .filter((each) => each.day === this.today && each.state !== "failed")
      .filter((each) => merchant === undefined || each.merchant === merchant)
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Of today, by these factors at this merchant; whatever their own limit leaves is the least. */
  leftWith(used: readonly Factor[], merchant: number): number {
    const scope = this.reading === "account" ? undefined : merchant;
    const left = this.capWith(used) - this.spent(scope);
    const { perDay } = this.own.payments;
    const own = perDay === undefined ? left : perDay - this.spent();
    return Math.max(0, Math.min(left, own));
  }

  leftByStaticCode(merchant: number): number {
    const scope = this.reading === "account" ? undefined : merchant;
    return Math.max(0, 50_000 - this.spentByStaticCode(scope));
  }

  /** Why a charge of a contract is refused, if it is. */
  refusalOf(contract: number, amount: number): string | undefined {
    const [ofContract, ofAll] = [this.own.contracts[contract] ?? noBounds, this.own.charges];
    const over = (limit: number | undefined, sum: number) => limit !== undefined && sum > limit;
    const here = this.charged(contract) + amount;
    if (amount > agreed.perTransaction) return "contract";
    if (here > agreed.perDay) return "contract";
    if ([ofContract, ofAll].some((each) => over(each.perTransaction, amount))) return "transaction";
    if (over(ofContract.perDay, here)) return "day";
    return over(ofAll.perDay, this.charged() + amount) ? "day" : undefined;
  }

  /** A clear failure gives the day back; money that comes after all counts again; a success is never undone. */
  hear(about: Counted, word: "succeeded" | "failed"): void {
    if (about.state !== "succeeded") about.state = word;
  }
}
