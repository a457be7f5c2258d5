import type { ChannelName } from "../../core/channel/channel.ts";
import type { RefusedNoticeStore } from "../../core/channel/refused_notice.ts";
import { instant } from "../../core/time.ts";
import { all } from "../engine/query.ts";
import { unitOf } from "../engine/statement.ts";

const KEPT_MAX = 1_000;
const KEEP = `insert into refused_notices (channel, at, code, detail, channel_order_no)
  values (?, ?, ?, ?, ?)`;
const FORGET =
  `delete from refused_notices where seq <= (select max(seq) from refused_notices) - ${KEPT_MAX}`;
const LATEST = "select * from refused_notices order by seq desc limit ?";

export const refusedNoticeStore: RefusedNoticeStore = {
  keep: ({ channel, at, code, detail, channelOrderNo }) => {
    const kept = unitOf(KEEP, channel, at, code, detail, channelOrderNo ?? null);
    return { statements: [...kept.statements, ...unitOf(FORGET).statements], fleeting: true };
  },
  latest: (max) =>
    all({ sql: LATEST, args: [BigInt(max)] }, (row) => ({
      channel: String(row["channel"]) as ChannelName,
      at: instant(Number(row["at"])),
      code: String(row["code"]),
      detail: String(row["detail"]),
      channelOrderNo: row["channel_order_no"] === null
        ? undefined
        : String(row["channel_order_no"]),
    })),
};
