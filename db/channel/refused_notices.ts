import { desc, sql } from "drizzle-orm";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { RefusedNotice, RefusedNoticeStore } from "../../core/channel/refused_notice.ts";
import type { MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { refusedNotices } from "./table.ts";

const KEPT_MAX = 1_000;

const placed = sql.placeholder;
const row = pack([refusedNotices, ""]);
const keep = prepare(
  build.insert(refusedNotices).values({
    seq: sql`null`,
    channel: placed("channel"),
    merchantNo: placed("merchantNo"),
    at: placed("at"),
    code: placed("code"),
    detail: placed("detail"),
    channelOrderNo: placed("channelOrderNo"),
  }),
);
const forget = prepare(
  build.delete(refusedNotices).where(
    sql`${refusedNotices.seq} <= (select max(seq) from refused_notices) - ${placed("kept")}`,
  ),
);
const latest = prepare(
  build.select(row.fields).from(refusedNotices).orderBy(desc(refusedNotices.seq))
    .limit(placed("max")),
);

export const refusedNoticeStore: RefusedNoticeStore = {
  keep: (refused) => ({
    statements: [keep({ ...refused }), forget({ kept: KEPT_MAX })],
    fleeting: true,
  }),
  latest: (max) => all(row, latest({ max }), readRefused),
};

function readRefused(found: Row): RefusedNotice {
  const columns = new Columns(found);
  return {
    channel: columns.text("channel") as ChannelName,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    at: instant(columns.int("at")),
    code: columns.text("code"),
    detail: columns.text("detail"),
    channelOrderNo: columns.textOrNone("channel_order_no"),
  };
}
