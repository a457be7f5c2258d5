import { getJsonLinesFormatter, type LogLevel } from "@logtape/logtape";
import { redactByField, redactByPattern } from "@logtape/redaction";
import type { Log } from "../core/log.ts";
import type { Instant } from "../core/time.ts";
import { createLogLines, type LineSink } from "./log_lines.ts";

export const logLevels = ["debug", "info", "warning", "error"] as const;

/** Names of fields whose values never reach a log. */
const secretFields = [
  /secret/i,
  /password|passcode|\bpin\b/i,
  /token|cookie|authorization|api.?key|private/i,
  /phone|mobile|id_?number|name_on_card|\bpan\b|card_?no/i,
];

/** Values that are secret wherever they appear: our keys, signatures, card numbers, mainland phone numbers. */
const secretPatterns = [
  { pattern: /\b(sk_(?:test|live)_|whsec_|whsk_)[A-Za-z0-9+/=_-]+/g, replacement: "$1…" },
  { pattern: /\bBearer\s+[A-Za-z0-9._~+/=-]+/gi, replacement: "Bearer …" },
  { pattern: /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*/g, replacement: "eyJ…" },
  { pattern: /(?<![0-9A-Za-z.])[2-6]\d{15,18}(?![0-9A-Za-z])/g, replacement: "…" },
  { pattern: /(?<![0-9A-Za-z])(?:\+?86)?1[3-9]\d{9}(?![0-9A-Za-z])/g, replacement: "…" },
];

export interface ProcessLog extends Log {
  /** Resolves once all lines were written or dropped; never, if nobody reads them. */
  readonly written: () => Promise<void>;
}

/** The log of a process of its own: whatever becomes of its lines, nobody who logs waits or fails. */
export function createProcessLog(
  sink: LineSink,
  now: () => Instant,
  lowest: LogLevel = "info",
): ProcessLog {
  const lines = createLogLines(sink, (count) => {
    let report = "";
    createLog((line) => report = line, now).warn("log lines dropped", { count });
    return report;
  });
  const log = createLog(lines.write, now, { lowest, onLost: lines.drop });
  return { ...log, written: lines.written };
}

interface LogOptions {
  readonly lowest?: LogLevel;
  /** Called instead of throwing, when a line cannot be made or `write` throws. */
  readonly onLost?: () => void;
}

/**
 * Facts as one JSON line each, redacted by field name and by pattern. `write` gets the line with its line end. Never
 * throws: a log changes no answer.
 */
export function createLog(
  write: (line: string) => void,
  now: () => Instant,
  { lowest = "info", onLost }: LogOptions = {},
): Log {
  const format = redactByPattern(
    getJsonLinesFormatter({ properties: "flatten" }),
    secretPatterns,
  );
  const sink = redactByField((record) => write(format(record)), {
    fieldPatterns: secretFields,
    action: () => "…",
  });
  const levels: readonly string[] = logLevels;
  const at =
    (level: LogLevel) => (message: string, facts: Readonly<Record<string, unknown>> = {}) => {
      if (levels.indexOf(level) < levels.indexOf(lowest)) return;
      try {
        sink({
          category: ["countersign"],
          level,
          message: [message],
          rawMessage: message,
          timestamp: now(),
          properties: { ...facts },
        });
      } catch {
        onLost?.();
      }
    };
  return { info: at("info"), warn: at("warning"), error: at("error") };
}
