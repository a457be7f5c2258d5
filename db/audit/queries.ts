import { desc, gte, sql } from "drizzle-orm";
import type { AuditStore, ChainEnd, PublishedHead } from "../../core/audit/audit_store.ts";
import type { Row } from "../../core/query.ts";
import type { BusinessDay } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { auditListing } from "./listing.ts";
import { auditEntries, auditHeads } from "./table.ts";

const at = sql.placeholder;
const entry = pack([auditEntries, ""]);
const head = pack([auditHeads, ""]);

const lastEntry = prepare(
  build.select(entry.fields).from(auditEntries)
    .where(sql`seq = (select max(seq) from audit_entries)`),
);
/** Far more than anybody asks for in a month. */
const HEADS_MAX = 1_000;
const since = prepare(
  build.select(head.fields).from(auditHeads).where(gte(auditHeads.day, at("day")))
    .orderBy(desc(auditHeads.day), desc(auditHeads.entries)).limit(HEADS_MAX),
);
const last = prepare(
  build.select(head.fields).from(auditHeads).where(sql`day > ''`)
    .orderBy(desc(auditHeads.day), desc(auditHeads.entries)).limit(1),
);
const headOf = prepare(
  build.select(head.fields).from(auditHeads)
    .where(sql`day = ${at("day")} and entries = ${at("entries")}`),
);
const insertHead = prepare(
  build.insert(auditHeads).values({ day: at("day"), entries: at("entries"), jws: at("jws") })
    .onConflictDoNothing(),
);

export const auditStore: AuditStore = {
  ...auditListing,
  end: () => {
    const last = first(entry, lastEntry({}), readEnd);
    return { ...last, read: (rows) => last.read(rows) ?? missing() };
  },
  published: (day) => all(head, since({ day }), readHead),
  lastPublished: () => first(head, last({}), readHead),
  publishedOn: (day, entries) => first(head, headOf({ day, entries }), readHead),
  publish: (published) => ({ statements: [insertHead({ ...published })] }),
};

function readEnd(row: Row): ChainEnd {
  const columns = new Columns(row);
  return { entries: columns.int("seq"), hash: columns.text("hash") };
}

function readHead(row: Row): PublishedHead {
  const columns = new Columns(row);
  return {
    day: columns.text("day") as BusinessDay,
    entries: columns.int("entries"),
    jws: columns.text("jws"),
  };
}

function missing(): never {
  throw new TypeError("Cannot go on with the audit chain: its beginning is gone");
}
