import { getJsonLinesFormatter, type LogLevel } from "@logtape/logtape";
import { redactByField, redactByPattern } from "@logtape/redaction";
import type { Log } from "../core/log.ts";
import type { Instant } from "../core/time.ts";
import { secretFields, secretPatterns } from "./log_secrets.ts";

export const logLevels = ["debug", "info", "warning", "error"] as const;

/** Facts as one JSON line each, redacted by field name and by pattern. `write` gets the line with its line end. */
export function createLog(
  write: (line: string) => void,
  now: () => Instant,
  lowest: LogLevel = "info",
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
      sink({
        category: ["countersign"],
        level,
        message: [message],
        rawMessage: message,
        timestamp: now(),
        properties: { ...facts },
      });
    };
  return { info: at("info"), warn: at("warning"), error: at("error") };
}
