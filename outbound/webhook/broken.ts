import type { SendResult } from "../../core/webhook/sender.ts";
import { AddressRefused } from "./resolve.ts";

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  EHOSTUNREACH: "host unreachable",
  ENETUNREACH: "host unreachable",
  EPIPE: "connection reset",
  ETIMEDOUT: "connection timed out",
};
const ADDRESS =
  /\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?|\[?[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}\]?(?::\d+)?/gi;

/** What ended an attempt, in words that merchants may read: without the addresses that runtimes put into theirs. */
export function brokenBy(error: unknown): SendResult {
  if (error instanceof AddressRefused) return { type: "refused_address", detail: error.message };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  return { type: "broken", detail: words[code] ?? message.replace(ADDRESS, "(address)") };
}
