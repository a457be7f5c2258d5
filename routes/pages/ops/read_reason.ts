import { ok, type Result } from "../../../core/result.ts";
import { readText } from "./ops_text.ts";

const REASON_CHARACTERS_MAX = 200;

/** Why somebody does something, or what is wrong with what they typed. */
export function readReason(
  typed: string,
): Result<string, "reason_missing" | "text_flawed"> {
  const reason = readText(typed, REASON_CHARACTERS_MAX);
  if (reason === undefined) return { ok: false, error: "text_flawed" };
  return reason === "" ? { ok: false, error: "reason_missing" } : ok(reason);
}
