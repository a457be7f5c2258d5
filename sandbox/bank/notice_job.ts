import { sendDueNotices } from "./send_notices.ts";
import type { Deps } from "../../core/deps.ts";

/** The simulated bank tells the portal what is due; without a sandbox there is nothing to tell. */
export function sendSandboxNotices(deps: Deps): Promise<void> {
  return sendDueNotices(deps);
}
