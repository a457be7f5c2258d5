import { isMerchantNo, type MerchantNo } from "../id.ts";
import { type BusinessDay, parseBusinessDay } from "../time.ts";
import type { StatementKind } from "./statement_file.ts";

/** What the name of a channel's file says. */
export interface FileName {
  readonly kind: StatementKind;
  readonly clearingDay: BusinessDay;
  /** Two digits: which of the day's files of its kind. */
  readonly batch: string;
  /** Undefined for an institution's file, which has many merchants. */
  readonly merchantNo: MerchantNo | undefined;
}

const MERCHANTS = /^(INN|RD2010)(\d{6})(\d{2})(ZM|ZME|)_([0-9A-Za-z]{15})$/;
const INSTITUTIONS = /^IND(\d{6})(\d{2})(ACOM|ACOMN)$/;

/** `INN15090588ZM_990100000000001`, `RD201015090501_…`, `IND15090501ACOM`; undefined for any other name. */
export function readFileName(name: string): FileName | undefined {
  const [, merchants, day = "", batch = "", type = "", no = ""] = MERCHANTS.exec(name) ?? [];
  if (merchants !== undefined) {
    const kind = merchants === "RD2010" ? type === "" ? "summary" : undefined : kinds[type];
    return named(kind, day, { batch, merchantNo: isMerchantNo(no) ? no : undefined });
  }
  const [, on = "", number = "", institutions = ""] = INSTITUTIONS.exec(name) ?? [];
  return named(kinds[institutions], on, { batch: number, merchantNo: undefined });
}

const kinds: Readonly<Record<string, StatementKind>> = {
  ZM: "zm",
  ZME: "zme",
  ACOM: "acom",
  ACOMN: "acomn",
};

function named(
  kind: StatementKind | undefined,
  yymmdd: string,
  rest: Pick<FileName, "batch" | "merchantNo">,
): FileName | undefined {
  const clearingDay = parseBusinessDay(yymmdd.replace(/(..)(..)(..)/, "20$1-$2-$3"));
  return kind && clearingDay && { kind, clearingDay, ...rest };
}

/** The name of the summary that the channel sends with a detail file; `batch` is the summary's own. */
export function summaryPattern({ clearingDay, merchantNo }: FileName): RegExp {
  const yymmdd = clearingDay.slice(2).replaceAll("-", "");
  return new RegExp(`^RD2010${yymmdd}\\d{2}_${merchantNo}$`);
}
