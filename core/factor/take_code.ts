import { spend } from "../budget/spend.ts";
import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { sameText } from "../same_text.ts";
import { digestSmsCode, isSmsCode } from "../sms/sms_code.ts";
import { typedCode } from "../text/typed_code.ts";

/**
 * Whether this is a code that was sent for `subject`; from now on nobody can use it again. Each code that is still good
 * loses a try before anything is compared, and one without tries left is not compared at all.
 */
export async function takeCode(deps: Deps, subject: string, typed: string): Promise<boolean> {
  const code = typedCode(typed);
  // What no message could have contained is not a guess, and costs no try.
  if (!isSmsCode(code)) return false;
  const digest = await digestSmsCode(deps, subject, code);
  const [live] = await deps.load(deps.oneTimeCodes.live(subject, deps.now()));
  let right = false;
  for (const each of live) {
    const spent = await spend(deps, [[{ budget: "phone_code_tries", subject: each.digest }]]);
    if (spent.ok && sameText(each.digest, digest)) right = true;
  }
  if (!right) return false;
  const taken = await deps.write(deps.oneTimeCodes.take({ digest, subject }, deps.now()));
  assertCommitted(taken);
  return taken.rows.flat().length > 0;
}
