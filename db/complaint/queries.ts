import { type SQL, sql } from "drizzle-orm";
import type {
  Complaint,
  ComplaintKind,
  ComplaintState,
  ComplaintSubject,
} from "../../core/complaint/complaint.ts";
import type {
  ComplaintPage,
  ComplaintsOf,
  ComplaintStore,
} from "../../core/complaint/complaint_store.ts";
import type { ComplaintId, MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { merchants } from "../merchant/table.ts";
import { complaints } from "./table.ts";

function readComplaint(row: Row): Complaint {
  const columns = new Columns(row);
  const facts = {
    complaintId: columns.text("complaint_id") as ComplaintId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    about: columns.textOrNone("about") as ComplaintSubject | undefined,
    kind: columns.text("kind") as ComplaintKind,
    sealedText: columns.text("sealed_text"),
    receivedOn: columns.text("received_on") as BusinessDay,
    recordedAt: instant(columns.int("recorded_at")),
    version: columns.int("version"),
  };
  const state = columns.text("state") as ComplaintState;
  switch (state) {
    case "open":
      return { ...facts, state };
    case "answered":
      return {
        ...facts,
        state,
        sealedAnswer: columns.text("sealed_answer"),
        answeredAt: instant(columns.int("answered_at")),
      };
  }
}

const at = sql.placeholder;
const row = pack([complaints, ""]);
const byId = prepare(
  build.select(row.fields).from(complaints)
    .where(sql`${complaints.complaintId} = ${at("complaintId")}`),
);

const table = sql`${complaints}`;
const whose: Readonly<Record<ComplaintsOf["type"], { readonly from: SQL; readonly owner: SQL }>> = {
  everybody: { from: table, owner: sql`` },
  merchant: { from: table, owner: sql`${complaints.merchantNo} = ${at("merchantNo")} and` },
  // Each of its numbers by the index, and sorted: there is little of it, and much of everybody's.
  enterprise: {
    from: sql`${merchants} cross join ${complaints}`,
    owner: sql`${merchants.enterpriseId} = ${at("enterpriseId")}
      and ${complaints.merchantNo} = ${merchants.merchantNo} and`,
  },
};

function page(of: ComplaintsOf["type"], state: ComplaintState) {
  const { from, owner } = whose[of];
  const [beyond, order] = state === "open" ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  return prepare(
    build.select(row.fields).from(from)
      .where(sql`${owner} ${complaints.state} = ${at("state")}
        and (${complaints.receivedOn}, ${complaints.complaintId}) ${beyond} (${at("on")}, ${
        at("id")
      })`)
      .orderBy(sql`${complaints.receivedOn} ${order}`, sql`${complaints.complaintId} ${order}`)
      .limit(at("max")),
  );
}
const pagesOf = (of: ComplaintsOf["type"]) => ({
  open: page(of, "open"),
  answered: page(of, "answered"),
});
const pages = {
  everybody: pagesOf("everybody"),
  merchant: pagesOf("merchant"),
  enterprise: pagesOf("enterprise"),
};
const countRow: Packing = {
  columns: ["received", "open"],
  fields: {
    row: sql`json_array(
      (select count(*) from merchants m join complaints c on c.merchant_no = m.merchant_no
        where m.enterprise_id = ${at("enterpriseId")} and c.state in ('open', 'answered')
          and c.received_on >= ${at("since")}),
      (select count(*) from merchants m join complaints c on c.merchant_no = m.merchant_no
        where m.enterprise_id = ${at("enterpriseId")} and c.state = 'open'))`.as("row"),
  },
};
const countOf = prepare<{ enterpriseId: string; since: string }>(
  build.select(countRow.fields).from(sql`(select 1)`),
);

/** Before every place, and after every place. */
const start: Readonly<Record<ComplaintState, { readonly on: string; readonly id: string }>> = {
  open: { on: "", id: "" },
  answered: { on: "~", id: "~" },
};

export const complaintStore: ComplaintStore = {
  byId: (complaintId) => first(row, byId({ complaintId }), readComplaint),
  countOf: (enterpriseId, since) => {
    const found = first(countRow, countOf({ enterpriseId, since }), (each) => {
      const columns = new Columns(each);
      return { received: columns.int("received"), open: columns.int("open") };
    });
    return { ...found, read: (rows) => found.read(rows) ?? { received: 0, open: 0 } };
  },
  list: ({ of: { type, ...owner }, state, past, max }: ComplaintPage) =>
    all(
      row,
      pages[type][state]({ ...owner, ...(past ?? start[state]), state, max }),
      readComplaint,
    ),
};
