import type { Mode } from "../../merchant/merchant.ts";

/** Whose certificates sign for the gateway: its test environment has an older one as well. */
export function subjectsOf(mode: Mode): readonly string[] {
  const [own, test] = ["中国银联股份有限公司", "00040000:SIGN"];
  return mode === "test" ? [own, test] : [own];
}
