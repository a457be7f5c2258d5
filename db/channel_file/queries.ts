import { and, asc, desc, eq, lte, sql } from "drizzle-orm";
import type {
  ChannelFile,
  FileRefusal,
  RefusedFile,
} from "../../core/channel_file/channel_file.ts";
import type { ChannelFileStore } from "../../core/channel_file/channel_file_store.ts";
import type { MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare, unitOf } from "../engine/statement.ts";
import { channelFileParts, channelFiles } from "./table.ts";

const at = sql.placeholder;
const row = pack([channelFiles, ""]);
const partRow = pack([channelFileParts, ""]);

const due = prepare(
  build.select(row.fields).from(channelFiles)
    .where(and(sql`${channelFiles.state} = 'waiting'`, lte(channelFiles.askAfter, at("now"))))
    .orderBy(asc(channelFiles.askAfter)).limit(at("max")),
);
const of = prepare(
  build.select(row.fields).from(channelFiles)
    .where(and(eq(channelFiles.merchantNo, at("merchantNo")), eq(channelFiles.day, at("day")))),
);
const parts = prepare(
  build.select(partRow.fields).from(channelFileParts)
    .where(and(
      eq(channelFileParts.merchantNo, at("merchantNo")),
      eq(channelFileParts.day, at("day")),
    ))
    .orderBy(asc(channelFileParts.part)),
);

const toImport = prepare(
  build.select(row.fields).from(channelFiles)
    .where(and(
      sql`${channelFiles.state} = 'fetched'`,
      sql`${channelFiles.importState} is null`,
    ))
    .orderBy(asc(channelFiles.fetchedAt)).limit(at("max")),
);
// Another file of the same day may have been imported by hand since.
const refused = prepare(
  build.select(row.fields).from(channelFiles)
    .where(and(
      sql`${channelFiles.importState} = 'refused'`,
      sql`not exists (select 1 from statement_files f
        join connections c on c.merchant_no = ${channelFiles.merchantNo}
        where f.merchant_no = c.mer_id and f.clearing_day = ${channelFiles.day}
          and f.kind = 'zm' and f.state = 'imported'
          and f.imported_at > ${channelFiles.fetchedAt})`,
    ))
    .orderBy(desc(channelFiles.day)).limit(at("max")),
);

// A day that was expected before is left alone, so that this costs one look at the numbers.
const EXPECT = `INSERT INTO channel_files (merchant_no, clearing_day, state, asks, ask_after)
SELECT merchant_no, ?2, 'waiting', 0, ?3 FROM merchants
WHERE channel = ?1 AND state <> 'closed'
  AND NOT EXISTS (SELECT 1 FROM channel_files f
    WHERE f.merchant_no = merchants.merchant_no AND f.clearing_day = ?2)`;

const TAKE = `UPDATE channel_files SET asks = asks + 1, ask_after = ?4
WHERE merchant_no = ?1 AND clearing_day = ?2 AND asks = ?3 AND state = 'waiting'
RETURNING merchant_no`;

const KEEP_PART = `INSERT INTO channel_file_parts (merchant_no, clearing_day, part, content)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (merchant_no, clearing_day, part) DO UPDATE SET content = ?4`;

const KEEP_FETCHED = `UPDATE channel_files
SET state = 'fetched', name = ?3, sha256 = ?4, fetched_at = ?5
WHERE merchant_no = ?1 AND clearing_day = ?2 AND state = 'waiting'`;

const END = `UPDATE channel_files SET state = ?3
WHERE merchant_no = ?1 AND clearing_day = ?2 AND state = 'waiting'`;

const KEEP_IMPORT = `UPDATE channel_files
SET import_state = iif(?3 IS NULL, 'imported', 'refused'), refusal = ?3
WHERE merchant_no = ?1 AND clearing_day = ?2 AND import_state IS NULL`;

export const channelFileStore: ChannelFileStore = {
  expect: (channel, day, now) => unitOf(EXPECT, channel, day, now),
  due: (now, max) => all(row, due({ now, max }), readFile),
  of: (merchantNo, day) => first(row, of({ merchantNo, day }), readFile),
  take: ({ merchantNo, day, asks }, askAfter) => unitOf(TAKE, merchantNo, day, asks, askAfter),
  keepPart: ({ merchantNo, day }, part, content) =>
    unitOf(KEEP_PART, merchantNo, day, part, content),
  keepFetched: ({ merchantNo, day }, { name, sha256, at: fetchedAt }) =>
    unitOf(KEEP_FETCHED, merchantNo, day, name, sha256, fetchedAt),
  end: ({ merchantNo, day }, state) => unitOf(END, merchantNo, day, state),
  toImport: (max) => all(row, toImport({ max }), readFile),
  keepImport: ({ merchantNo, day }, refusal) =>
    unitOf(KEEP_IMPORT, merchantNo, day, refusal ? JSON.stringify(refusal) : null),
  refused: (max) => all(row, refused({ max }), readRefused),
  parts: (merchantNo, day) =>
    all(partRow, parts({ merchantNo, day }), (found) => new Columns(found).text("content")),
};

function readRefused(found: Row): RefusedFile {
  const { merchantNo, day, name = "" } = readFile(found);
  return { merchantNo, day, name, refusal: new Columns(found).json<FileRefusal>("refusal") };
}

function readFile(found: Row): ChannelFile {
  const columns = new Columns(found);
  const fetchedAt = columns.intOrNone("fetched_at");
  return {
    merchantNo: columns.text("merchant_no") as MerchantNo,
    day: columns.text("clearing_day") as BusinessDay,
    state: columns.text("state") as ChannelFile["state"],
    asks: columns.int("asks"),
    name: columns.textOrNone("name"),
    sha256: columns.textOrNone("sha256"),
    fetchedAt: fetchedAt === undefined ? undefined : instant(fetchedAt),
  };
}
