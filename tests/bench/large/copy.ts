import { ulid } from "ulid";
import { chainHash, chainStart } from "../../../core/contract/chain.ts";
import { instant, rfc3339 } from "../../../core/time.ts";
import { storedHash } from "../../../db/verify/stored_hash.ts";
import type { History, Owner, Rows, StoredRow } from "./record.ts";

const ULIDS = "[0-9A-HJKMNP-TV-Z]{26}";
const TIMES = String.raw`\b1[78]\d{11}\b`;
/** Columns whose values nobody else may have. */
const UNIQUE = [
  "merchant_order_no",
  "merchant_refund_no",
  "contract_code",
  "channel_txn_no",
  "channel_contract_no",
  "open_id",
  "invitation_digest",
  "mail_digest",
];
/** The actor's name of a secret key has so many of its digest's digits. */
const KEY_DIGITS = 16;
const TIME = new RegExp(`^${TIMES}$`);

/** Makes copies of a history, each with numbers of its own, for other merchants and other times. */
export function copier({ rows, owner }: History): (of: Owner, shiftMs: number) => Promise<Rows> {
  const own = Object.entries(rows).flatMap(([table, of]) => {
    const columns = table === "identities" ? [...UNIQUE, "subject"] : UNIQUE;
    return of.flatMap((row) =>
      columns.flatMap((column) => typeof row[column] === "string" ? row[column] : [])
    );
  });
  const named = [owner.merchantNo, owner.keyDigest, owner.keyDigest.slice(0, KEY_DIGITS)];
  const texts = [...named, ...own].filter((each) => each !== "")
    .sort((a, b) => b.length - a.length);
  const tokens = new RegExp(`(${[...texts, ULIDS, TIMES].join("|")})`);
  const pieces = JSON.stringify(rows).split(tokens);
  const isChained = Object.values(rows).flat().some((row) => "chain" in row);

  return async (of, shiftMs) => {
    const given = new Map([
      [owner.merchantNo, of.merchantNo],
      [owner.keyDigest, of.keyDigest],
      [owner.keyDigest.slice(0, KEY_DIGITS), of.keyDigest.slice(0, KEY_DIGITS)],
      [numberOf(owner.appId), numberOf(of.appId)],
      ...(owner.planId && of.planId
        ? [[numberOf(owner.planId), numberOf(of.planId)] as const]
        : []),
    ]);
    const text = pieces.map((piece, i) => {
      if (i % 2 === 0) return piece;
      if (TIME.test(piece)) return String(Number(piece) + shiftMs);
      const known = given.get(piece) ?? newNumber();
      given.set(piece, known);
      return known;
    }).join("");
    const copy: Rows = JSON.parse(text);
    if (isChained) await chain(copy);
    return copy;
  };
}

// A real one takes longer to draw than the rest of a copy.
const start = ulid().slice(0, 14);
let count = 0;
function newNumber(): string {
  return start + String(++count).padStart(12, "0");
}

function numberOf(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}

/** Makes the hashes anew over the copied numbers. */
async function chain(rows: Rows): Promise<void> {
  const heads = new Map<unknown, string>();
  for (const event of rows["events"] ?? []) {
    const subject = event["subject_id"];
    if (event["chain"] !== null) {
      event["chain"] = storedHash(event as never, heads.get(subject) ?? "");
      heads.set(subject, event["chain"]);
    } else if (String(event["type"]).startsWith("contract.")) {
      const evidence = rows["contract_evidence"]?.find((each) => each["contract_id"] === subject);
      const previous = heads.get(subject) ?? await chainStart(String(evidence?.["jws"]));
      heads.set(subject, await chainContract(event, previous));
    }
  }
  const nouns = [["orders", "order_id"], ["payments", "payment_id"], ["refunds", "refund_id"], [
    "contracts",
    "contract_id",
  ]] as const;
  for (const [table, id] of nouns) {
    for (const row of rows[table] ?? []) row["chain"] = heads.get(row[id]) ?? "";
  }
}

async function chainContract(event: StoredRow, previous: string): Promise<string> {
  const data = JSON.parse(String(event["data"]));
  data.chain = await chainHash(previous, {
    contract_id: event["subject_id"],
    version: event["version"],
    type: event["type"],
    at: rfc3339(instant(Number(event["at"]))),
    state: data.state,
    terminated_by: data.terminated_by,
    reason: data.reason,
  });
  event["data"] = JSON.stringify(data);
  return data.chain;
}
