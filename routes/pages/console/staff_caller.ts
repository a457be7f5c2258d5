import type { Context } from "hono";
import type { StaffCaller } from "../../../core/merchant/caller.ts";
import type { StaffEnv } from "../staff/needs.tsx";

/** Whoever is signed in at the console, as the merchant number's own; what they do counts only while they are. */
export function staffCaller(c: Context<StaffEnv>): StaffCaller {
  const { staff: { staffId }, place: merchantNo, session: { sessionId } } = c.var.here;
  if (merchantNo === undefined) {
    throw new TypeError(`Cannot act at a console: ${staffId} is no merchant's`);
  }
  return { type: "staff", merchantNo, staffId, within: sessionId };
}
