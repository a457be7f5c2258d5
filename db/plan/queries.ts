import { aliasedTable, and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { AppId, MerchantNo, PlanId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Plan, RetryDays } from "../../core/plan/plan.ts";
import type { ListedPlan, PlanStore } from "../../core/plan/plan_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { forCaller } from "../merchant/caller.ts";
import { listing } from "../merchant/listing.ts";
import { searching, stretchOf } from "../merchant/searching.ts";
import { Columns } from "../engine/columns.ts";
import { readMerchant } from "../merchant/queries.ts";
import { all, first, pack } from "../engine/packed.ts";
import { merchants } from "../merchant/table.ts";
import { plans } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";

/** One version of a plan; `prefix` when its columns are selected next to another table's. */
export function readPlan(row: Row, prefix = ""): Plan {
  const columns = new Columns(row, prefix);
  const decidedAt = columns.intOrNone("decided_at");
  const filledInAt = columns.intOrNone("filled_in_at");
  return {
    planId: columns.text("plan_id") as PlanId,
    version: columns.int("version"),
    appId: columns.text("app_id") as AppId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    state: columns.text("state") as Plan["state"],
    request: columns.text("request") as Plan["request"],
    kind: columns.text("kind") as Plan["kind"],
    shortName: columns.text("short_name"),
    title: columns.text("title"),
    packageText: columns.text("package_text"),
    perTransactionLimit: cny(columns.int("per_transaction_limit")),
    perDayLimit: cny(columns.int("per_day_limit")),
    contractDays: columns.intOrNone("contract_days"),
    arrearRetryDays: readRetryDays(columns),
    requiresCreditCard: columns.int("requires_credit_card") === 1,
    verifyPhone: columns.int("verify_phone") === 1,
    verifyIdNumber: columns.int("verify_id_number") === 1,
    networkAdvanceReason: columns.textOrNone("network_advance_reason"),
    fixedMerchantNos: columns.json("fixed_merchant_nos"),
    noFixedMerchantReason: columns.textOrNone("no_fixed_merchant_reason"),
    applicant: columns.textOrNone("applicant"),
    filledInAt: filledInAt === undefined ? undefined : instant(filledInAt),
    sealedPeople: columns.textOrNone("sealed_people"),
    unsignNoticeUrl: columns.textOrNone("unsign_notice_url"),
    rejectionReason: columns.textOrNone("rejection_reason"),
    submittedAt: instant(columns.int("submitted_at")),
    decidedAt: decidedAt === undefined ? undefined : instant(decidedAt),
    eventVersion: columns.int("event_version"),
  };
}

/** Of a plan or of a contract. */
export function readRetryDays(columns: Columns): RetryDays | undefined {
  const days = columns.textOrNone("arrear_retry_days");
  return days === undefined ? undefined : JSON.parse(days);
}

function readListed(row: Row): ListedPlan {
  return {
    plan: readPlan(row),
    approvedVersion: new Columns(row, "a_").intOrNone("version"),
  };
}

const SUBMITTED_MAX = 200;
const VERSIONS_MAX = 200;
const CHARGERS_MAX = 1_000;

const at = sql.placeholder;
const row = pack([plans, ""]);
const approvedPlans = aliasedTable(plans, "approved");
const listedRow = pack([plans, ""], [approvedPlans, "a_"]);
const merchantRow = pack([merchants, ""]);

const newestOf = (condition: SQL | undefined) =>
  build.select(row.fields).from(plans).where(condition).orderBy(desc(plans.version)).limit(1);
const ofPlan = eq(plans.planId, at("planId"));

const latest = forCaller<{ planId: string }>((merchantNo) =>
  newestOf(and(ofPlan, eq(plans.merchantNo, merchantNo)))
);
const versions = forCaller<{ planId: string }>((merchantNo) =>
  build.select(row.fields).from(plans).where(and(ofPlan, eq(plans.merchantNo, merchantNo)))
    .orderBy(desc(plans.version)).limit(VERSIONS_MAX)
);
const latestById = prepare(newestOf(ofPlan));
const approved = prepare(newestOf(and(ofPlan, eq(plans.state, sql`'approved'`))));
const version = prepare(newestOf(and(ofPlan, eq(plans.version, at("version")))));

const listed = {
  ordered: "by id",
  select: (condition: SQL, order: SQL) =>
    build.select(listedRow.fields).from(plans).leftJoin(
      approvedPlans,
      and(eq(approvedPlans.planId, plans.planId), eq(approvedPlans.state, sql`'approved'`)),
    ).where(and(
      condition,
      sql`not exists (select 1 from plans later where later.plan_id = plans.plan_id
        and later.version > plans.version)`,
    )).orderBy(order).limit(at("limit")),
  id: plans.planId,
  createdAt: plans.submittedAt,
  merchantNo: plans.merchantNo,
  ofMerchant: {},
  ofParent: {},
  state: plans.state,
} as const;
const list = listing<never>(listed);
const search = searching({
  ...listed,
  ofMerchant: { plan_id: plans.planId },
  looked: { kind: sql`${plans.kind} = ${at("kind")}` },
});
const submitted = forCaller((merchantNo) =>
  build.select(row.fields).from(plans).where(
    and(eq(plans.merchantNo, merchantNo), eq(plans.state, sql`'submitted'`)),
  ).orderBy(desc(plans.planId), desc(plans.version)).limit(SUBMITTED_MAX)
);
const owner = prepare(
  build.select(merchantRow.fields).from(merchants).where(
    sql`${merchants.merchantNo} = (select merchant_no from plans where plan_id = ${
      at("planId")
    } limit 1)`,
  ),
);
const chargers = forCaller<{ nos: string }>((merchantNo) =>
  build.select(merchantRow.fields).from(merchants).where(sql`
    ${merchants.merchantNo} in (select value from json_each(${at("nos")}))
    and exists (select 1 from merchant_lines l
      where l.merchant_no = ${merchants.merchantNo} and l.above_no = ${merchantNo})
  `).limit(CHARGERS_MAX)
);

export const planStore: PlanStore = {
  latest: (caller, planId) => first(row, latest(caller, { planId }), readPlan),
  latestById: (planId) => first(row, latestById({ planId }), readPlan),
  approved: (planId) => first(row, approved({ planId }), readPlan),
  version: (planId, no) => first(row, version({ planId, version: no }), readPlan),
  versions: (caller, planId) => all(row, versions(caller, { planId }), readPlan),
  list: (caller, page, filters) => all(listedRow, list(caller, page, filters), readListed),
  search: (caller, page, filters) =>
    stretchOf(search(caller, page, filters), listedRow, readListed),
  owner: (planId) => first(merchantRow, owner({ planId }), readMerchant),
  submitted: (caller) => all(row, submitted(caller, {}), readPlan),
  chargers: (caller, merchantNos) =>
    all(
      merchantRow,
      chargers(caller, { nos: JSON.stringify(merchantNos) }),
      (found) => readMerchant(found).merchantNo,
    ),
};
