import type { Actor } from "../actor.ts";
import type { BankFileFlaw } from "../bank_file/bank_file_flaw.ts";
import {
  type GivenBankFile,
  type IncomingLine,
  readBankFile,
} from "../bank_file/read_bank_file.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { BankFileId } from "../id.ts";
import { add, noMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import { payoutsMade } from "../settlement_batch/payouts_made.ts";
import { codesIn } from "../transfer/remittance_code.ts";
import { type BankFile, type BankLine, type Payer, payerContext } from "./bank_line.ts";
import { settleLines } from "./settle_lines.ts";

export type ImportBankFileRefusal =
  | BankFileFlaw
  | { readonly code: "transfers_not_available" }
  | {
    readonly code: "bank_file_already_imported";
    readonly file: string;
    /** The name and id that the same content had. */
    readonly as: string;
    readonly fileId: BankFileId;
  };

/**
 * Imports what came in on our account from a bank's file, whole in one commit or not at all; the same content never
 * twice, and what an earlier file had of it already is left out. A payout that it says was made is paid. Then each line
 * that names an order exactly settles it.
 */
export async function importBankFile(
  deps: Deps,
  { file, by }: { readonly file: GivenBankFile; readonly by: Actor },
): Promise<Result<BankFile, ImportBankFileRefusal>> {
  const taking = deps.config.transferAccount;
  if (!taking) return rejected({ code: "transfers_not_available" });
  const { mode, payee: { accountNo } } = taking;
  const read = readBankFile(file, accountNo);
  if (!read.ok) return read;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", file.bytes.slice())).toHex();
  const identified = await withIdentities(read.value.incoming);
  const imported = await retryOnConflict(async () => {
    const codes = [...new Set(read.value.incoming.flatMap(({ remark }) => codesIn(remark)))];
    const [earlier, known, owners] = await deps.load(
      deps.bankLines.fileBySha256(digest),
      deps.bankLines.known(accountNo, identified.map(({ identity }) => identity)),
      deps.bankLines.ownersOf(codes),
    );
    if (earlier) {
      const { name: as, fileId } = earlier;
      return rejected({ code: "bank_file_already_imported" as const, file: file.name, as, fileId });
    }
    const fileId = deps.newId("bfl");
    const here = new Set(known);
    const ownerOf = new Map(owners.map((each) => [each.code, each]));
    const fresh = identified.filter(({ identity }) => !here.has(identity));
    const lines = await Promise.all(fresh.map(async ({ line, identity }) => {
      const [code, another] = codesIn(line.remark);
      const one = another === undefined ? code : undefined;
      const owner = one === undefined ? undefined : ownerOf.get(one);
      const kept = await newLine(deps, line, { fileId, accountNo, mode });
      const { orderId, merchantNo } = owner ?? { orderId: undefined, merchantNo: undefined };
      return { ...kept, code: one, orderId, merchantNo, identity };
    }));
    const at = deps.now();
    const taken: BankFile = {
      fileId,
      name: file.name,
      sha256: digest,
      accountNo,
      lines: lines.length,
      known: known.length,
      amount: lines.reduce((sum, { amount }) => add(sum, amount), noMoney),
      importedAt: at,
      version: 1,
    };
    const eventId = deps.newId("evt");
    const paid = await payoutsMade(deps, read.value.outgoing, mode);
    await deps.commit([
      { type: "bank_file.imported", file: taken, lines, eventId, at, by },
      ...paid,
    ]);
    if (paid.length > 0) deps.nudge("deliver_webhooks");
    return ok(taken);
  });
  if (imported.ok) await settleLines(deps);
  return imported;
}

async function newLine(
  deps: Pick<Deps, "newId" | "vault">,
  { payerName, payerAccount, payerBank, ...line }: IncomingLine,
  place: Pick<BankLine, "fileId" | "accountNo" | "mode">,
): Promise<BankLine> {
  const lineId = deps.newId("bln");
  const payer: Payer = { name: payerName, account: payerAccount, bank: payerBank };
  return {
    ...line,
    ...place,
    lineId,
    sealedPayer: await deps.vault.seal(JSON.stringify(payer), payerContext(lineId)),
    code: undefined,
    orderId: undefined,
    merchantNo: undefined,
    state: "new",
    reason: undefined,
    allocated: noMoney,
    returned: noMoney,
    receiptId: undefined,
    payoutId: undefined,
    version: 0,
  };
}

/**
 * What makes a line the same in another export: the bank's number of it with the facts, else the facts and the remark;
 * the second of two equal lines is a line of its own.
 */
async function withIdentities(lines: readonly IncomingLine[]) {
  const seen = new Map<string, number>();
  return await Promise.all(lines.map(async (line) => {
    const { bookedOn, amount, payerName, payerAccount, bankRef, remark } = line;
    const facts = [bookedOn, amount.fen, payerName, payerAccount, bankRef ?? null];
    const text = JSON.stringify(bankRef === undefined ? [...facts, remark] : facts);
    const occurrence = seen.get(text) ?? 0;
    seen.set(text, occurrence + 1);
    return { line, identity: `${await sha256(text)}.${occurrence}` };
  }));
}

/** As the command prints it; the amount in fen. */
export function bankFileResource({ fileId, name, lines, known, amount }: BankFile) {
  return { file_id: fileId, name, lines, known, amount: amount.fen };
}
