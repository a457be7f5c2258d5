import { feeOf, noFee, returnedFee } from "../../core/fee/fee_of.ts";
import { merchantNo } from "../../core/id.ts";
import { add, cny, type Money, noMoney, subtract } from "../../core/money.ts";
import { csvHeader, csvLine } from "../../core/statement/csv_format.ts";
import { jsonlLine } from "../../core/statement/jsonl_format.ts";
import { signManifest } from "../../core/statement/manifest.ts";
import type { ReadyStatement, StatementFormat, Sums } from "../../core/statement/statement.ts";
import type { StatementLine } from "../../core/statement/statement_line.ts";
import { manifestNameOf, nameOf } from "../../core/statement/statement_names.ts";
import { noSums, plus } from "../../core/statement/sums.ts";
import { zmRecordOf } from "../../core/statement/zm_format.ts";
import { recordHash } from "../../core/statement_file/file_hash.ts";
import { after, businessDay, milliseconds } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import type { Random } from "./random.ts";
import { joined } from "./statement_files.ts";
import { testVault } from "./test_vault.ts";

const NO = merchantNo("888000000000001");
const DAY = businessDay(START);
const OPENING = cny(12_345);
const KEYS = ["shop"];
const shops = ["西湖店", "灵隐店", "龙井路 3 号", "", "A-1"];

/** So many lines of payments of any size and refunds of parts of them, with fees and caps. */
export function randomLines(count: number, random: Random): readonly StatementLine[] {
  const lines: StatementLine[] = [];
  let balance = OPENING;
  while (lines.length < count) {
    const rate = () => ({
      millionths: random.below(8_000),
      capFen: random.below(3) === 0 ? random.below(500) : undefined,
    });
    const amount = cny(1 + random.below(random.pick([100, 10_000, 5_000_000])));
    const cardType = random.pick(["debit", "credit"] as const);
    const agreement = {
      feeClass: "standard" as const,
      acquirer: { debit: rate(), credit: rate() },
    };
    const fee = feeOf(amount, { agreement, cardType, on: DAY }) ?? noFee;
    const facts = {
      merchantOrderNo: `T-${lines.length}`,
      subject: "雨前龙井一壶",
      channel: "unionpay",
      cardType,
      cardLastFour: "0048",
      metadata: { shop: random.pick(shops) },
    };
    push("payment", amount, fee, facts);
    let [refunded, returned] = [noMoney, noFee];
    while (random.below(3) === 0 && refunded.fen < amount.fen && lines.length < count) {
      const refund = cny(1 + random.below(amount.fen - refunded.fen));
      const back = returnedFee(fee, { amount, refunded, refund, returned });
      refunded = add(refunded, refund);
      returned = plusFees(returned, back);
      push("refund", subtract(noMoney, refund), negative(back), {
        ...facts,
        merchantRefundNo: `R-${lines.length}`,
      });
    }
  }
  return lines;

  function push(
    kind: string,
    amount: Money,
    fee: StatementLine["fee"],
    facts: StatementLine["facts"],
  ): void {
    const net = subtract(amount, fee.total);
    balance = add(balance, net);
    const no = lines.length + 1;
    lines.push({
      no,
      bookedAt: after(START, milliseconds(no)),
      kind,
      settleMerchantNo: NO,
      merchantNo: NO,
      subjectId: `${kind.slice(0, 3)}_${String(no).padStart(26, "0")}`,
      amount,
      fee,
      net,
      balance,
      facts,
    });
  }
}

type Fees = StatementLine["fee"];

function each(fee: Fees, of: (fen: number, part: keyof Fees["parts"] | "total") => number): Fees {
  const { parts } = fee;
  return {
    total: cny(of(fee.total.fen, "total")),
    parts: {
      issuer: cny(of(parts.issuer.fen, "issuer")),
      network_of_issuer: cny(of(parts.network_of_issuer.fen, "network_of_issuer")),
      network_of_acquirer: cny(of(parts.network_of_acquirer.fen, "network_of_acquirer")),
      acquirer: cny(of(parts.acquirer.fen, "acquirer")),
    },
  };
}

function negative(fee: Fees): Fees {
  return each(fee, (fen) => fen === 0 ? 0 : -fen);
}

function plusFees(a: Fees, b: Fees): Fees {
  return each(a, (fen, part) => fen + (part === "total" ? b.total : b.parts[part]).fen);
}

/** Each line of each file on its own, so that a test can take one in hand, and what has to be there besides. */
export interface LargeStatement {
  readonly lines: Readonly<Record<StatementFormat, readonly Uint8Array[]>>;
  readonly names: Readonly<Record<StatementFormat, string>>;
  readonly manifest: readonly [name: string, bytes: Uint8Array];
  readonly keys: { readonly keys: { readonly kty: string }[] };
}

/** The files of these lines, as they are issued. */
export async function largeStatement(lines: readonly StatementLine[]): Promise<LargeStatement> {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  let sums: Sums = noSums;
  const records = lines.map((line) => {
    sums = plus(sums, line);
    const at = { merchantNo: NO, day: DAY, no: sums.lines, sum: sums.net.fen, metadataKeys: KEYS };
    return joined([zmRecordOf(line, at), utf8("\r\n")]);
  });
  const written = {
    csv: [utf8(csvHeader(KEYS)), ...lines.map((line) => utf8(csvLine(line, KEYS)))],
    jsonl: lines.map((line) => utf8(jsonlLine(line))),
    zm: records,
  };
  const turn = { merchantNo: NO, scope: "own", day: DAY } as const;
  const names = {
    csv: nameOf(turn, "csv"),
    jsonl: nameOf(turn, "jsonl"),
    zm: nameOf(turn, "zm"),
  };
  const files = (["csv", "jsonl", "zm"] as const).map((format) => {
    const bytes = joined(written[format]);
    const file = { format, name: names[format], bytes: bytes.length, sha256: recordHash(bytes) };
    return { ...file, ...sums };
  });
  const vault = await testVault();
  const statement: Omit<ReadyStatement, "manifest"> = {
    ...turn,
    ...sums,
    state: "ready",
    statementId: "stm_01KAG8M0000000000000000001",
    cutFrom: {},
    cutUntil: {},
    opening: OPENING,
    closing: add(OPENING, sums.net),
    metadataKeys: KEYS,
    begunAt: START,
    attempt: "evt_01KAG8M0000000000000000001",
    feeParts: noFee.parts,
    totals: {},
    files,
    issuedAt: START,
  };
  const given = {
    institution: "Countersign",
    auditHead: { entries: 0, hash: "" },
    before: undefined,
  };
  const jws = await signManifest(vault, statement, given);
  return {
    lines: written,
    names,
    manifest: [manifestNameOf(turn), utf8(jws)],
    keys: vault.jwks() as LargeStatement["keys"],
  };
}
