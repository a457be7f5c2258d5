import type { EntryPlace } from "../book/book_line.ts";
import type { FeePart } from "../fee/tariff.ts";
import type { MerchantNo } from "../id.ts";

/** An entry of one of a number's accounts, and the fact that it belongs to. */
export interface BookedEntry extends EntryPlace {
  /** Of the fact, in the order in which facts were booked. */
  readonly seq: number;
  readonly subjectId: string;
  readonly code: string;
  readonly merchantNo: MerchantNo;
  /** What came in is positive, in fen. */
  readonly fen: number;
  /** Of a fee, or of what of it was given back: its parts, in fen. */
  readonly parts: Readonly<Partial<Record<FeePart, number>>>;
}
