import { and, eq, type SQL, sql } from "drizzle-orm";
import type { EnterpriseStore } from "../../core/enterprise/enterprise_store.ts";
import type { MerchantOfEnterprise, TreeStore } from "../../core/merchant/merchant_store.ts";
import type { Query, Row } from "../../core/query.ts";
import { readEnterprise } from "../enterprise/queries.ts";
import { enterprises } from "../enterprise/table.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { forCaller } from "./caller.ts";
import { stretching } from "./stretching.ts";
import { readMerchant } from "./queries.ts";
import { merchantLines, merchants } from "./table.ts";

const CHILDREN_READ_MAX = 2_000;
const ABOVE_MAX = 100;

const at = sql.placeholder;
export const ofEnterpriseRow = pack([merchants, ""], [enterprises, "e_"]);
const row = ofEnterpriseRow;
const bareRow = pack([merchants, ""]);

export function readOfEnterprise(found: Row): MerchantOfEnterprise {
  const enterprise = found["e_enterprise_id"] === null ? undefined : readEnterprise(found, "e_");
  return { merchant: readMerchant(found), enterprise };
}

const select = () =>
  build.select(row.fields).from(merchants)
    .leftJoin(enterprises, eq(enterprises.enterpriseId, merchants.enterpriseId));

const inLine = forCaller<{ merchantNo: string }>((no) =>
  select().where(and(
    eq(merchants.merchantNo, at("merchantNo")),
    sql`exists (select 1 from merchant_lines l
      where l.merchant_no = ${at("merchantNo")} and l.above_no = ${no})`,
  ))
);
const childByReference = forCaller<{ reference: string }>((no) =>
  select().where(and(eq(merchants.parentNo, no), eq(merchants.reference, at("reference"))))
);
const countChildren = forCaller((no) =>
  build.select({ n: sql`count(*)`.as("n") }).from(merchants).where(eq(merchants.parentNo, no))
);
const parentOf = prepare(
  build.select(bareRow.fields).from(merchants).where(
    sql`merchant_no = (select parent_no from merchants where merchant_no = ${at("merchantNo")})`,
  ),
);
const lineAbove = prepare(
  build.select(bareRow.fields).from(merchantLines)
    .innerJoin(merchants, eq(merchants.merchantNo, merchantLines.aboveNo))
    .where(and(eq(merchantLines.merchantNo, at("merchantNo")), sql`${merchantLines.depth} > 0`))
    .orderBy(merchantLines.depth).limit(ABOVE_MAX),
);
const childrenOf = prepare(
  build.select(bareRow.fields).from(merchants)
    .where(sql`parent_no = ${at("merchantNo")} and state <> 'closed'`).limit(CHILDREN_READ_MAX),
);

interface Below extends Readonly<Record<string, unknown>> {
  readonly limit: number;
  readonly past: string | undefined;
  readonly state?: string | undefined;
}

/** The lines below the caller in the order of the commits, from the cursor's on. */
function below(order: "newest" | "oldest", past: boolean) {
  return forCaller<Below>((no) => lines(no, { order, past, ofState: false }));
}

function lines(
  no: SQL,
  { order, past, ofState }: {
    readonly order: "newest" | "oldest";
    readonly past: boolean;
    readonly ofState: boolean;
  },
) {
  const [direction, beyond] = order === "newest" ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const place = (of: SQL) =>
    sql`(select line_id from merchant_lines where above_no = ${no} and merchant_no = ${of})`;
  return build.select(row.fields).from(merchantLines)
    .innerJoin(merchants, eq(merchants.merchantNo, merchantLines.merchantNo))
    .leftJoin(enterprises, eq(enterprises.enterpriseId, merchants.enterpriseId))
    .where(and(
      eq(merchantLines.aboveNo, no),
      sql`${merchantLines.depth} > 0`,
      ...(ofState ? [sql`+${merchants.state} = ${at("state")}`] : []),
      ...(past ? [sql`${merchantLines.lineId} ${beyond} ${place(sql`${at("past")}`)}`] : []),
    ))
    .orderBy(sql`${merchantLines.lineId} ${direction}`).limit(at("limit"));
}

/** Few lie below one number, so a state is only looked at, and all of them are counted. */
const search = stretching((no, shape) => lines(no, { ...shape, ofState: shape.filtered }));
const pages = {
  newest: { first: below("newest", false), past: below("newest", true) },
  oldest: { first: below("oldest", false), past: below("oldest", true) },
};

const activeOf = prepare<{ readonly enterpriseId: string; readonly max: number }>(
  build.select(bareRow.fields).from(merchants)
    .where(sql`enterprise_id = ${at("enterpriseId")} and state = 'active'`)
    .orderBy(merchants.merchantNo).limit(at("max")),
);

/** Reads of an enterprise's numbers. */
export const numbersOfEnterprise: Pick<EnterpriseStore, "activeNumbers"> = {
  activeNumbers: (enterpriseId, max) =>
    all(bareRow, activeOf({ enterpriseId, max }), (found) => readMerchant(found)),
};

/** Reads of who is below whom. */
export const treeStore: TreeStore = {
  inLine: (caller, merchantNo) => first(row, inLine(caller, { merchantNo }), readOfEnterprise),
  listBelow: (caller, { limit, order, past }) =>
    all(
      row,
      pages[order][past === undefined ? "first" : "past"](caller, { limit, past }),
      readOfEnterprise,
    ),
  searchBelow: (caller, page, state) =>
    search(caller, { ...page, state }, { packing: row, read: readOfEnterprise }),
  childByReference: (caller, reference) =>
    first(row, childByReference(caller, { reference }), readOfEnterprise),
  countChildren: (caller): Query<number> => ({
    statement: countChildren(caller, {}),
    read: (rows) => Number(rows[0]?.["n"] ?? 0),
  }),
  lineAbove: (merchantNo) =>
    all(bareRow, lineAbove({ merchantNo }), (found) => readMerchant(found)),
  parentOf: (merchantNo) =>
    first(bareRow, parentOf({ merchantNo }), (found) => readMerchant(found)),
  childrenOf: (merchantNo) =>
    all(bareRow, childrenOf({ merchantNo }), (found) => readMerchant(found)),
};
