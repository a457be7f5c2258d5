import {
  after,
  type BusinessDay,
  businessDay,
  days,
  hours,
  type Instant,
  milliseconds,
} from "../../time.ts";
import type { AskForFile, FileOutcome } from "../channel_files.ts";
import type { Connection } from "../../connection/connection.ts";
import type { Fields } from "./fields.ts";
import { accessOf, type Unsigned } from "./requests.ts";
import { gatewayTime } from "./gateway_time.ts";
import { meaningOf } from "./resp_code.ts";

/** Files of a clearing day, which ends at 23:00, are made in the night and there in the morning. */
const READY_AFTER_MIDNIGHT = hours(9);

/** The latest day whose file is due: the day before, from nine in the morning on. */
export function latestFileDay(now: Instant): BusinessDay {
  return businessDay(after(now, milliseconds(-(READY_AFTER_MIDNIGHT + days(1)))));
}

/** A file has a day and no number. */
export function fileRequest(
  { merId, access }: Connection,
  { day, sentAt }: AskForFile,
): Unsigned {
  const fields = {
    version: "5.1.0",
    encoding: "UTF-8",
    ...accessOf(access),
    merId,
    txnTime: gatewayTime(sentAt),
    txnType: "76",
    txnSubType: "01",
    bizType: "000000",
    settleDate: settleDate(day),
    fileType: "00",
  };
  return { place: "/", fields };
}

/** Where files are asked for: a host of its own beside the gateway, except where the gateway is another's. */
export function fileHost(gatewayUrl: string): string {
  return gatewayUrl.replace(
    /^https:\/\/gateway(\.test)?\.95516\.com$/,
    "https://filedownload$1.95516.com",
  );
}

/** What a genuine answer says, if it is about this day. */
export function fileOutcome(
  fields: Fields,
  merId: string,
  { day, sentAt }: AskForFile,
): FileOutcome {
  const isAbout = fields.get("merId") === merId && fields.get("txnTime") === gatewayTime(sentAt) &&
    (fields.get("settleDate") ?? settleDate(day)) === settleDate(day);
  if (!isAbout) return { type: "unclear" };
  const code = fields.get("respCode");
  switch (meaningOf(code).type) {
    case "no_file":
      return { type: "none" };
    case "succeeded": {
      const [name, content] = [fields.get("fileName"), fields.get("fileContent")];
      return name && content ? { type: "file", name, content } : { type: "unclear" };
    }
    case "failed":
      return { type: "refused", code: code ?? "" };
    default:
      return { type: "unclear" };
  }
}

function settleDate(day: BusinessDay): string {
  return day.slice(5).replace("-", "");
}
