import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Application, MaskedPrivate } from "../../core/application/application.ts";
import type { ApplicationStore } from "../../core/application/application_store.ts";
import type { ApplicationId, MerchantNo, StaffId } from "../../core/id.ts";
import type { Product } from "../../core/merchant/merchant.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { forCaller } from "../merchant/caller.ts";
import { type ShortShape, stretching } from "../merchant/stretching.ts";
import { merchantApplications as applications } from "./table.ts";

export function readApplication(row: Row): Application {
  const columns = new Columns(row);
  const decidedAt = columns.intOrNone("decided_at");
  const appName = columns.textOrNone("app_name");
  return {
    applicationId: columns.text("application_id") as ApplicationId,
    version: columns.int("version"),
    parentNo: columns.textOrNone("parent_no") as MerchantNo | undefined,
    reference: columns.text("reference"),
    name: columns.text("name"),
    licenceNo: columns.text("licence_no"),
    legalName: columns.text("legal_name"),
    products: columns.list("products") as readonly Product[],
    returnUrls: columns.list("return_urls"),
    embedOrigins: columns.list("embed_origins"),
    agreementDigest: columns.text("agreement_digest"),
    app: appName === undefined
      ? undefined
      : { name: appName, agreementDigest: columns.text("app_agreement_digest") },
    masked: columns.json<MaskedPrivate>("masked"),
    sealed: columns.text("sealed"),
    phoneDigest: columns.textOrNone("phone_digest"),
    formDigest: columns.text("form_digest"),
    state: columns.text("state") as Application["state"],
    rejectionReason: columns.textOrNone("rejection_reason"),
    merchantNo: columns.textOrNone("merchant_no") as MerchantNo | undefined,
    submittedAt: instant(columns.int("submitted_at")),
    decidedAt: decidedAt === undefined ? undefined : instant(decidedAt),
    filedBy: columns.textOrNone("filed_by") as StaffId | undefined,
    decidedBy: columns.textOrNone("decided_by") as StaffId | undefined,
  };
}

const at = sql.placeholder;
const row = pack([applications, ""]);
const latestOf = (condition: SQL | undefined) =>
  build.select(row.fields).from(applications).where(condition)
    .orderBy(desc(applications.version)).limit(1);
const ofId = eq(applications.applicationId, at("applicationId"));

const ownById = forCaller<{ applicationId: string }>((no) =>
  latestOf(and(ofId, eq(applications.parentNo, no)))
);
const byReference = forCaller<{ reference: string }>((no) =>
  latestOf(and(eq(applications.parentNo, no), eq(applications.reference, at("reference"))))
);
const filedByReference = prepare<{ reference: string }>(
  latestOf(and(sql`${applications.parentNo} is null`, eq(applications.reference, at("reference")))),
);
const byId = prepare(latestOf(ofId));
/** Among those of the number above it, which an index finds. */
const thatOpened = prepare<{ merchantNo: string }>(
  build.select(row.fields).from(applications).where(and(
    sql`${applications.parentNo} = (
      select parent_no from merchants where merchant_no = ${at("merchantNo")})`,
    eq(applications.merchantNo, at("merchantNo")),
  )).limit(1),
);
const version = prepare<{ applicationId: string; version: number }>(
  latestOf(and(ofId, eq(applications.version, at("version")))),
);
const waiting = prepare(
  build.select(row.fields).from(applications).where(eq(applications.state, sql`'submitted'`))
    .orderBy(asc(applications.submittedAt), asc(applications.applicationId)).limit(at("max")),
);

/** By id, of each the latest version. */
function page(no: SQL, { order, past, filtered }: ShortShape) {
  const [direction, beyond] = order === "newest" ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  return build.select(row.fields).from(applications).where(and(
    eq(applications.parentNo, no),
    sql`not exists (select 1 from merchant_applications later
      where later.application_id = ${applications.applicationId}
        and later.version > ${applications.version})`,
    ...(filtered ? [sql`+${applications.state} = ${at("state")}`] : []),
    ...(past ? [sql`${applications.applicationId} ${beyond} ${at("past")}`] : []),
  )).orderBy(sql`${applications.applicationId} ${direction}`).limit(at("limit"));
}
const search = stretching(page);
const listed = (order: ShortShape["order"], past: boolean) =>
  forCaller<{ limit: number; past: string | undefined }>((no) =>
    page(no, { order, past, filtered: false })
  );
const pages = {
  newest: { first: listed("newest", false), past: listed("newest", true) },
  oldest: { first: listed("oldest", false), past: listed("oldest", true) },
};

export const applicationStore: ApplicationStore = {
  ownById: (caller, applicationId) =>
    first(row, ownById(caller, { applicationId }), readApplication),
  byReference: (caller, reference) =>
    first(row, byReference(caller, { reference }), readApplication),
  filedByReference: (reference) => first(row, filedByReference({ reference }), readApplication),
  list: (caller, { limit, order, past }) =>
    all(
      row,
      pages[order][past === undefined ? "first" : "past"](caller, { limit, past }),
      readApplication,
    ),
  search: (caller, page, state) =>
    search(caller, { ...page, state }, { packing: row, read: readApplication }),
  thatOpened: (merchantNo) => first(row, thatOpened({ merchantNo }), readApplication),
  byId: (applicationId) => first(row, byId({ applicationId }), readApplication),
  version: (applicationId, number) =>
    first(row, version({ applicationId, version: number }), readApplication),
  waiting: (max) => all(row, waiting({ max }), readApplication),
};
