import { asc, eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { readApplication } from "../application/queries.ts";
import { readAppApplication } from "../app/queries.ts";
import { appApplications } from "../app/table.ts";
import { merchantApplications } from "../application/table.ts";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { TerminatedBy } from "../../core/contract/contract.ts";
import type {
  DisabledEndpoint,
  QueuePage,
  Unanswered,
  WaitingUnsign,
} from "../../core/desk/queue.ts";
import type { DeskStore } from "../../core/desk/desk_store.ts";
import type { ContractId, EndpointId, MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Query, Row } from "../../core/query.ts";
import type { UnclearId } from "../../core/unclear/finding.ts";
import { instant } from "../../core/time.ts";
import { contracts } from "../contract/table.ts";
import { deductions } from "../deduction/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { payments } from "../payment/table.ts";
import { readPlan } from "../plan/queries.ts";
import { plans } from "../plan/table.ts";
import { againstSummary } from "../reconciliation/against_summary.ts";
import { readFile } from "../statement_file/read_rows.ts";
import { statementFiles } from "../statement_file/table.ts";
import type { ImportedFile } from "../../core/statement_file/statement_file.ts";
import { refunds } from "../refund/table.ts";
import { endpoints } from "../webhook/table.ts";

const at = sql.placeholder;

interface Queued {
  readonly table: SQLiteTable;
  /** What is in the queue: the condition of its index, word by word. */
  readonly where: SQL;
  /** Since when; with the id the order of the queue and of its index. */
  readonly since: SQLiteColumn;
  readonly id: SQLiteColumn;
}

/** A queue that one index holds and nothing else, so that a page costs the same however long the tables are. */
function queue<T>({ table, where, since, id }: Queued, read: (row: Row) => T) {
  const row: Packing = pack([table, ""]);
  const page = prepare<{ at: number; id: string; max: number }>(
    build.select(row.fields).from(table)
      .where(sql`${where} and (${since}, ${id}) > (${at("at")}, ${at("id")})`)
      .orderBy(asc(since), asc(id)).limit(at("max")),
  );
  return ({ past, max }: QueuePage): Query<readonly T[]> =>
    all(row, page({ at: past?.at ?? -1, id: past?.id ?? "", max }), read);
}

function unanswered(table: typeof payments | typeof refunds | typeof deductions, id: SQLiteColumn) {
  const read = (row: Row): Unanswered => {
    const columns = new Columns(row);
    return {
      id: columns.text(id.name) as UnclearId,
      merchantNo: columns.text("merchant_no") as MerchantNo,
      amount: cny(columns.int("amount")),
      channel: columns.text("channel") as ChannelName,
      channelOrderNo: columns.text("channel_order_no"),
      sentAt: instant(columns.int("sent_at")),
      queriesEndedAt: instant(columns.int("queries_ended_at")),
    };
  };
  const since = table.queriesEndedAt;
  return queue({ table, where: sql`${since} is not null`, since, id }, read);
}

function readUnsign(row: Row): WaitingUnsign {
  const columns = new Columns(row);
  return {
    contractId: columns.text("contract_id") as ContractId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    title: columns.text("title"),
    channel: columns.text("channel") as ChannelName,
    endedBy: columns.text("terminated_by") as TerminatedBy,
    endedAt: instant(columns.int("ended_at")),
    asks: columns.int("asks"),
  };
}

function readDisabled(row: Row): DisabledEndpoint {
  const columns = new Columns(row);
  const failingSince = columns.intOrNone("failing_since");
  return {
    endpointId: columns.text("endpoint_id") as EndpointId,
    createdAt: instant(columns.int("created_at")),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    url: columns.text("url"),
    reason: columns.textOrNone("disabled_reason") ?? "",
    failingSince: failingSince === undefined ? undefined : instant(failingSince),
  };
}

export const queueStore: Pick<
  DeskStore,
  | "payments"
  | "refunds"
  | "deductions"
  | "applications"
  | "appApplications"
  | "plans"
  | "unsigns"
  | "endpoints"
  | "summaries"
> = {
  payments: unanswered(payments, payments.paymentId),
  refunds: unanswered(refunds, refunds.refundId),
  deductions: unanswered(deductions, deductions.deductionId),
  applications: queue({
    table: merchantApplications,
    where: eq(merchantApplications.state, sql`'submitted'`),
    since: merchantApplications.submittedAt,
    id: merchantApplications.applicationId,
  }, readApplication),
  appApplications: queue({
    table: appApplications,
    where: eq(appApplications.state, sql`'submitted'`),
    since: appApplications.submittedAt,
    id: appApplications.applicationId,
  }, readAppApplication),
  plans: queue({
    table: plans,
    where: eq(plans.state, sql`'submitted'`),
    since: plans.submittedAt,
    id: plans.planId,
  }, readPlan),
  unsigns: queue({
    table: contracts,
    where: eq(contracts.state, sql`'terminating'`),
    since: contracts.endedAt,
    id: contracts.contractId,
  }, readUnsign),
  endpoints: queue({
    table: endpoints,
    where: eq(endpoints.state, sql`'disabled'`),
    since: endpoints.createdAt,
    id: endpoints.endpointId,
  }, readDisabled),
  summaries: queue({
    table: statementFiles,
    where: againstSummary,
    since: statementFiles.importedAt,
    id: statementFiles.fileId,
  }, (row) => readFile(row) as ImportedFile),
};
