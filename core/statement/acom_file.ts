import { isWallet } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import type { Mode } from "../merchant/merchant.ts";
import { acomLayout } from "../statement_file/acom_layout.ts";
import { layoutDigits } from "../statement_file/layout_values.ts";
import { writeRecord } from "../statement_file/write_record.ts";
import type { BusinessDay } from "../time.ts";
import { readLines } from "./read_lines.ts";
import type { StatementLine } from "./statement_line.ts";
import { isTransaction, maskedCard, traceOf } from "./transaction.ts";

const CHUNK_STATEMENTS = 100;
const LF = 0x0a;
const CR = 0x0d;

/** What the institution calls its own file of a day: the channel's are numbered from the other end. */
export function acomNameOf(day: BusinessDay): string {
  return `IND${day.slice(2).replaceAll("-", "")}90ACOM`;
}

/** The transactions of all numbers' statements of a day as an institution's detail file, a chunk at a time. */
export async function* acomFile(
  deps: Pick<Deps, "load" | "statements">,
  day: BusinessDay,
  mode: Mode,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let past = "";
  for (;;) {
    const page = { past, max: CHUNK_STATEMENTS };
    const [statements] = await deps.load(deps.statements.ofAll(day, mode, page));
    for (const statement of statements) {
      for await (const lines of readLines(deps, statement)) {
        yield recordsOf(lines.filter(isCleared), day);
      }
    }
    const last = statements.at(-1);
    if (statements.length < CHUNK_STATEMENTS || !last) return;
    past = last.merchantNo;
  }
}

/** What came by bank transfer or out of a wallet app no network has cleared. */
function isCleared(line: StatementLine): boolean {
  if (!isTransaction(line)) return false;
  const { channel = "" } = line.facts;
  return channel !== "bank_transfer" && !isWallet(channel);
}

function recordsOf(lines: readonly StatementLine[], day: BusinessDay): Uint8Array<ArrayBuffer> {
  const length = acomLayout.bytes + 2;
  const records = new Uint8Array(length * lines.length);
  lines.forEach((line, i) => {
    records.set(acomRecordOf(line, day), i * length);
    records.set([CR, LF], (i + 1) * length - 2);
  });
  return records;
}

/** What the acquirer owes of a payment it is owed of what goes back: the issuer's part and the network's of either side. */
function acomRecordOf(line: StatementLine, day: BusinessDay): Uint8Array {
  const { kind, amount, fee: { parts }, merchantNo } = line;
  const back = kind === "refund";
  const network = Math.abs(parts.network_of_issuer.fen + parts.network_of_acquirer.fen);
  const due = Math.abs(parts.issuer.fen) + network;
  return writeRecord(acomLayout, {
    ...traceOf(line, day),
    card: maskedCard(line),
    amount: layoutDigits(amount.fen),
    partlyAccepted: layoutDigits(0),
    holderFee: layoutDigits(0),
    messageType: back ? "0220" : "0200",
    processingCode: back ? "200000" : "000000",
    merchantNo,
    responseCode: "00",
    feeReceivable: layoutDigits(back ? due : 0),
    feePayable: layoutDigits(back ? 0 : due),
    networkFee: layoutDigits(network),
    terminalType: "07",
    instalmentFee: layoutDigits(0),
  });
}
