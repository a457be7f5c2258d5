import { getJsonLinesFormatter, type LogLevel } from "@logtape/logtape";
import { redactByField, redactByPattern } from "@logtape/redaction";
import type { Log } from "../core/log.ts";
import type { Instant } from "../core/time.ts";
import { secretFields, secretPatterns } from "./log_secrets.ts";
import { createLogLines, type LineSink } from "./log_lines.ts";

export const logLevels = ["debug", "info", "warning", "error"] as const;

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
