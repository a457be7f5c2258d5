import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const enterprises = sqliteTable("enterprises", {
  enterpriseId: text("enterprise_id").primaryKey(),
  licenceNo: text("licence_no").notNull(),
  name: text("name").notNull(),
  createdAt: int("created_at").notNull(),
  stoppedAt: int("stopped_at"),
  stopReason: text("stop_reason"),
  stoppedNumbers: text("stopped_numbers"),
  version: int("version").notNull(),
});
