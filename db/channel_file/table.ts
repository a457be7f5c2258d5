import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const channelFiles = sqliteTable("channel_files", {
  merchantNo: text("merchant_no").notNull(),
  day: text("clearing_day").notNull(),
  state: text("state").notNull(),
  asks: int("asks").notNull(),
  askAfter: int("ask_after").notNull(),
  name: text("name"),
  sha256: text("sha256"),
  fetchedAt: int("fetched_at"),
  importState: text("import_state"),
  refusal: text("refusal"),
});

export const channelFileParts = sqliteTable("channel_file_parts", {
  merchantNo: text("merchant_no").notNull(),
  day: text("clearing_day").notNull(),
  part: int("part").notNull(),
  content: text("content").notNull(),
});
