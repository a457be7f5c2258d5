import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const openApps = sqliteTable("open_apps", {
  appId: text("app_id").primaryKey(),
  mode: text("mode").notNull(),
  baseUrl: text("base_url").notNull(),
  launchUrl: text("launch_url"),
  sealedSecret: text("sealed_secret").notNull(),
  noticeKeys: text("notice_keys").notNull(),
  version: int("version").notNull(),
});

export const openTemplates = sqliteTable("open_templates", {
  planId: text("plan_id").notNull(),
  planVersion: int("plan_version").notNull(),
  appId: text("app_id").notNull(),
  templateId: text("template_id").notNull(),
  version: int("version").notNull(),
});

export const openTokens = sqliteTable("open_tokens", {
  appId: text("app_id").notNull(),
  kind: text("kind").notNull(),
  sealed: text("sealed"),
  endsAt: int("ends_at").notNull(),
  fetchedAt: int("fetched_at").notNull(),
  fetcher: text("fetcher"),
  fetchingUntil: int("fetching_until").notNull(),
});

export const openGrants = sqliteTable("open_grants", {
  appId: text("app_id").notNull(),
  openId: text("open_id").notNull(),
  sealed: text("sealed").notNull(),
  endsAt: int("ends_at").notNull(),
});

export const openContracts = sqliteTable("open_contracts", {
  contractId: text("contract_id").primaryKey(),
  appId: text("app_id").notNull(),
  openId: text("open_id").notNull(),
  templateId: text("template_id").notNull(),
  contractNo: text("contract_no"),
});

export const openInquiries = sqliteTable("open_inquiries", {
  appId: text("app_id").notNull(),
  openId: text("open_id").notNull(),
  templateId: text("template_id").notNull(),
  askedAt: int("asked_at").notNull(),
});

export const openNotices = sqliteTable("open_notices", {
  seq: int("seq").primaryKey(),
  appId: text("app_id").notNull(),
  at: int("at").notNull(),
  contractId: text("contract_id"),
  understood: int("understood").notNull(),
  sealedBody: text("sealed_body").notNull(),
});
