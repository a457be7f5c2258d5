import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import { clearingDay } from "../beijing_time.ts";
import type { Context, Merchant } from "../context.ts";
import { linesOf } from "../files/day.ts";
import { gbk } from "../files/gbk.ts";
import { summary } from "../files/summary.ts";
import { zip } from "../files/zip.ts";
import { zmFile } from "../files/zm.ts";
import { coded } from "./answer.ts";
import type { Message } from "./message.ts";

/** 76: what cleared on the latest day of this date, once that day is over: details, errors (none) and their summary. */
export function downloadFile(context: Context, asked: Message, merchant: Merchant): Message {
  const today = clearingDay(context.now());
  const date = asked["settleDate"] ?? "";
  const year = Number(today.slice(0, 4)) - (date < today.slice(4) ? 0 : 1);
  const day = `${year}${date}`;
  const lines = linesOf(context, merchant, day);
  if (lines.length === 0) return coded("98");
  const { merId } = merchant;
  const short = day.slice(2);
  const files = [
    { name: `INN${short}88ZM_${merId}`, bytes: gbk(zmFile(merchant, lines)) },
    { name: `INN${short}88ZME_${merId}`, bytes: gbk("") },
    {
      name: `RD2010${short}01_${merId}`,
      bytes: gbk(summary(merchant, lines, { day, madeOn: today })),
    },
  ];
  const packed = deflateSync(zip(files));
  return {
    ...coded("00", "0000000"),
    settleDate: date,
    fileName: `${merId}_${day}.zip`,
    fileContent: Buffer.from(packed).toString("base64"),
  };
}
