import type { CardType } from "../channel/card.ts";
import type { BusinessDay } from "../time.ts";

/** Who gets a part of the fee: the card's issuer, the network from either side, and the acquirer. */
export const feeParts = ["issuer", "network_of_issuer", "network_of_acquirer", "acquirer"] as const;
export type FeePart = (typeof feeParts)[number];
/** As it is booked: the acquirer's part is ours, unless the channel is the acquirer. */
export type BookedPart = FeePart | "channel_acquirer";

/** What kind of merchant it is to the regulation. */
export const feeClasses = ["standard", "preferential", "exempt"] as const;
export type FeeClass = (typeof feeClasses)[number];

/** A share of an amount in millionths (3,500 are 0.35 %), and the most that it comes to. */
export interface Rate {
  readonly millionths: number;
  readonly capFen: number | undefined;
}

type Regulated = Readonly<Record<Exclude<FeePart, "acquirer">, Rate>>;

interface Tariff {
  /** Its first day. */
  readonly from: BusinessDay;
  readonly rates: Readonly<Record<CardType, Regulated>>;
  /** What a class pays of the regulated rates, in hundredths, up to and with its last day. */
  readonly reduced: readonly {
    readonly feeClass: FeeClass;
    readonly hundredths: number;
    readonly until: BusinessDay | undefined;
  }[];
}

const network: Rate = { millionths: 325, capFen: 325 };
const day = (text: string) => text as BusinessDay;

/** The newest last. A change is a line more, and changes nothing of what was before it. */
const tariffs: readonly Tariff[] = [
  // 发改价格〔2016〕557号.
  {
    from: day("2016-09-06"),
    rates: {
      debit: {
        issuer: { millionths: 3_500, capFen: 1_300 },
        network_of_issuer: network,
        network_of_acquirer: network,
      },
      credit: {
        issuer: { millionths: 4_500, capFen: undefined },
        network_of_issuer: network,
        network_of_acquirer: network,
      },
    },
    reduced: [
      { feeClass: "preferential", hundredths: 78, until: day("2018-09-05") },
      { feeClass: "exempt", hundredths: 0, until: undefined },
    ],
  },
];

/** A rate that is in force, and how many hundredths of it are paid. */
export interface RateInForce extends Rate {
  readonly hundredths: number;
}

/** What the regulation says of a day; undefined before the first tariff. */
export function regulatedRates(
  on: BusinessDay,
  { cardType, feeClass }: { readonly cardType: CardType; readonly feeClass: FeeClass },
): Readonly<Record<keyof Regulated, RateInForce>> | undefined {
  const tariff = tariffs.findLast(({ from }) => from <= on);
  if (!tariff) return undefined;
  const reduced = tariff.reduced.find((each) =>
    each.feeClass === feeClass && (each.until === undefined || on <= each.until)
  );
  const hundredths = reduced?.hundredths ?? 100;
  const rates = tariff.rates[cardType];
  return {
    issuer: { ...rates.issuer, hundredths },
    network_of_issuer: { ...rates.network_of_issuer, hundredths },
    network_of_acquirer: { ...rates.network_of_acquirer, hundredths },
  };
}
