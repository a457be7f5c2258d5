import { spend, type TooMany } from "../budget/spend.ts";
import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import { digestSmsCode, isSmsCode } from "../sms/sms_code.ts";
import { typedCode } from "../text/typed_code.ts";
import type { OneTimeCode } from "./one_time_code.ts";

/** Whether this is a code that was sent for `subject`; from now on nobody can use it again. */
export async function takeCode(deps: Deps, subject: string, typed: string): Promise<boolean> {
  const code = typedCode(typed);
  // What no message could have contained is not a guess, and costs no try.
  if (!isSmsCode(code)) return false;
  const digest = await digestSmsCode(deps, subject, code);
  const [live] = await deps.load(deps.oneTimeCodes.live(subject, deps.now()));
  const tried = await spendTries(deps, live);
  if (!tried.ok || !tried.value.codes.some((each) => sameText(each.digest, digest))) return false;
  const taken = await deps.write(deps.oneTimeCodes.take({ digest, subject }, deps.now()));
  assertCommitted(taken);
  return taken.rows.flat().length > 0;
}

/**
 * Takes a try from each of these codes before anything is compared; one without tries left is not compared at all.
 * `left`: what the freshest of them still has. Refused when none has any.
 */
export async function spendTries(
  deps: Deps,
  live: readonly OneTimeCode[],
): Promise<Result<{ readonly codes: readonly OneTimeCode[]; readonly left: number }, TooMany>> {
  const codes: OneTimeCode[] = [];
  let left = 0;
  let over: TooMany | undefined;
  for (const code of live) {
    const spent = await spend(deps, [[{ budget: "phone_code_tries", subject: code.digest }]]);
    if (!spent.ok) {
      over = spent.error;
      continue;
    }
    codes.push(code);
    left = Math.max(left, spent.value.left);
  }
  return over && codes.length === 0 ? rejected(over) : ok({ codes, left });
}
