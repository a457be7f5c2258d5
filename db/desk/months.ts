import { sql } from "drizzle-orm";
import type { DeskStore } from "../../core/desk/desk_store.ts";
import type { NumberMonth, Shared } from "../../core/desk/number_month.ts";
import type { MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { Columns } from "../engine/columns.ts";
import { all, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";

const at = sql.placeholder;

const countOf = (kind: string) => sql`sum(iif(kind = ${kind}, count, 0))`;
const sumOf = (kind: string) => sql`sum(iif(kind = ${kind}, sum, 0))`;
const kinds = ["paid", "deducted", "refunded"] as const;

/** Joined to '', it is plain text. */
const monthRow: Packing = {
  columns: ["merchant_no", "sums", "unclear", "complaints", "complaints_open"],
  fields: {
    row: sql`json_array(
      s.value,
      (select json_array(${
      sql.join(kinds.flatMap((kind) => [countOf(kind), sumOf(kind)]), sql`, `)
    }) || '' from merchant_days where merchant_no = s.value and day >= ${at("first")}),
      (select count(*) from payments where merchant_no = s.value and queries_ended_at is not null)
      + (select count(*) from refunds where merchant_no = s.value and queries_ended_at is not null)
      + (select count(*) from deductions where merchant_no = s.value and queries_ended_at is not null),
      (select count(*) from complaints where merchant_no = s.value
        and state in ('open', 'answered') and received_on >= ${at("first")}),
      (select count(*) from complaints where merchant_no = s.value and state = 'open')
    )`.as("row"),
  },
};
const months = prepare<{ nos: string; first: string; max: number }>(
  build.select(monthRow.fields).from(sql`json_each(${at("nos")}) s`).limit(at("max")),
);

type Sums = readonly (number | null)[];

function readMonth(row: Row): NumberMonth {
  const columns = new Columns(row);
  const sums = columns.json<Sums>("sums");
  const figure = (place: number) => ({
    count: sums[2 * place] ?? 0,
    sum: cny(sums[2 * place + 1] ?? 0),
  });
  return {
    merchantNo: columns.text("merchant_no") as MerchantNo,
    paid: figure(0),
    deducted: figure(1),
    refunded: figure(2),
    unclear: columns.int("unclear"),
    complaints: columns.int("complaints"),
    complaintsOpen: columns.int("complaints_open"),
  };
}

const sharedRow: Packing = {
  columns: ["masked", "licence_no", "name", "blocked"],
  fields: { row: sql`json_array(masked, licence_no, name, blocked)`.as("row") },
};

/** Each account once before it is looked for elsewhere: an enterprise may settle all of its numbers to one. */
const accounts = prepare<{ enterpriseId: string; max: number }>(
  build.select(sharedRow.fields).from(sql`(
    select distinct own.last_four as masked, e.licence_no as licence_no, e.name as name,
      0 as blocked
    from (
        select distinct a.account_digest, a.last_four from merchants m
          join settlement_accounts a on a.merchant_no = m.merchant_no and a.state = 'in_force'
        where m.enterprise_id = ${at("enterpriseId")} and a.account_digest is not null
      ) own
      join settlement_accounts theirs
        on theirs.account_digest = own.account_digest and theirs.state = 'in_force'
      join merchants t on t.merchant_no = theirs.merchant_no
      join enterprises e on e.enterprise_id = t.enterprise_id
    where e.enterprise_id <> ${at("enterpriseId")}
  )`).limit(at("max")),
);

const phones = prepare<{ licenceNo: string; max: number }>(
  build.select(sharedRow.fields).from(sql`(
    select distinct own.masked as masked, theirs.licence_no as licence_no,
      theirs.legal_name as name,
      exists (select 1 from blocks where state = 'in_force' and digest = own.phone_digest) as blocked
    from (
        select distinct phone_digest, json_extract(masked, '$.contact.phone') as masked
        from merchant_applications
        where licence_no = ${at("licenceNo")} and phone_digest is not null
      ) own
      join merchant_applications theirs on theirs.phone_digest = own.phone_digest
    where theirs.licence_no <> ${at("licenceNo")}
  )`).limit(at("max")),
);

function readShared(kind: Shared["kind"]) {
  return (row: Row): Shared => {
    const columns = new Columns(row);
    return {
      kind,
      masked: columns.text("masked"),
      licenceNo: columns.text("licence_no"),
      name: columns.text("name"),
      blocked: columns.int("blocked") === 1,
    };
  };
}

/** An enterprise across its numbers, and what it has in common with others. */
export const monthStore: Pick<DeskStore, "months" | "sharedAccounts" | "sharedPhones"> = {
  months: (merchantNos, first) =>
    all(
      monthRow,
      months({ nos: JSON.stringify(merchantNos), first, max: merchantNos.length }),
      readMonth,
    ),
  sharedAccounts: (enterpriseId, max) =>
    all(sharedRow, accounts({ enterpriseId, max }), readShared("account")),
  sharedPhones: (licenceNo, max) => all(sharedRow, phones({ licenceNo, max }), readShared("phone")),
};
