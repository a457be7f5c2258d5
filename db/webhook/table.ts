import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const endpoints = sqliteTable("endpoints", {
  endpointId: text("endpoint_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  url: text("url").notNull(),
  eventTypes: text("event_types").notNull(),
  merchantNos: text("merchant_nos").notNull(),
  state: text("state").notNull(),
  failingSince: int("failing_since"),
  failuresInRow: int("failures_in_row").notNull(),
  disabledReason: text("disabled_reason"),
  createdAt: int("created_at").notNull(),
  version: int("version").notNull(),
});

export const endpointSecrets = sqliteTable("endpoint_secrets", {
  endpointId: text("endpoint_id").notNull(),
  number: int("number").notNull(),
  sealedSecret: text("sealed_secret").notNull(),
  sealedPrivateKey: text("sealed_private_key").notNull(),
  publicKey: text("public_key").notNull(),
  createdAt: int("created_at").notNull(),
  expiresAt: int("expires_at"),
});

export const deliveries = sqliteTable("deliveries", {
  deliveryId: text("delivery_id").primaryKey(),
  eventSeq: int("event_seq").notNull(),
  eventId: text("event_id").notNull(),
  endpointId: text("endpoint_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  subjectId: text("subject_id").notNull(),
  round: int("round").notNull(),
  trigger: text("trigger").notNull(),
  originalId: text("original_id"),
  redeliveryId: text("redelivery_id"),
  state: text("state").notNull(),
  attempts: int("attempts").notNull(),
  nextAttemptAt: int("next_attempt_at"),
  leasedUntil: int("leased_until").notNull(),
  lease: text("lease"),
  lastStatus: int("last_status"),
  lastAnswer: text("last_answer"),
  lastError: text("last_error"),
  createdAt: int("created_at").notNull(),
});

export const deliveryAttempts = sqliteTable("delivery_attempts", {
  seq: int("seq").primaryKey(),
  deliveryId: text("delivery_id").notNull(),
  number: int("number").notNull(),
  merchantNo: text("merchant_no").notNull(),
  endpointId: text("endpoint_id").notNull(),
  eventType: text("event_type").notNull(),
  state: text("state").notNull(),
  at: int("at").notNull(),
  tookMs: int("took_ms").notNull(),
  nextAttemptAt: int("next_attempt_at"),
  status: int("status"),
  answer: text("answer"),
  error: text("error"),
  sentHeaders: text("sent_headers"),
  answerHeaders: text("answer_headers"),
  answerBytes: int("answer_bytes"),
});

/** How long an endpoint took in an hour since 1970; under 0 what failed. */
export const endpointHours = sqliteTable("endpoint_hours", {
  hour: int("hour").notNull(),
  endpointId: text("endpoint_id").notNull(),
  withinMs: int("within_ms").notNull(),
  count: int("count").notNull(),
});

export const cursors = sqliteTable("cursors", {
  name: text("name").primaryKey(),
  position: int("position").notNull(),
});
