import { bank, suspense } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Money } from "../money.ts";
import type { BankLine } from "./bank_line.ts";

/** Each line of a file is money in suspense, until it pays an order or is sent back. */
export function importedTransfers(lines: readonly BankLine[]): readonly Transfer[] {
  return lines.map(({ lineNo, amount }) => ({
    line: lineNo,
    code: "bank_line",
    phase: "posted",
    debit: bank,
    credit: suspense,
    amount,
  }));
}

/** All of a line that a receipt has, or that is a payout that came back: that books it into the reserve, if it has left. */
export function joinedTransfers({ fileId, lineNo, amount }: BankLine): readonly Transfer[] {
  return [{
    line: 1,
    code: "joined_bank_line",
    phase: "posted",
    debit: suspense,
    credit: bank,
    amount,
    of: { subjectId: fileId, line: lineNo },
  }];
}

/** What of a line was sent back. */
export function returnedTransfers(
  { fileId, lineNo }: BankLine,
  amount: Money,
): readonly Transfer[] {
  return [{
    line: 1,
    code: "returned_bank_line",
    phase: "posted",
    debit: suspense,
    credit: bank,
    amount,
    of: { subjectId: fileId, line: lineNo },
  }];
}
