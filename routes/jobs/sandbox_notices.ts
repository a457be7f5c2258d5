import { sendDueNotices } from "../../core/channel/sandbox/send_notices.ts";
import type { Deps } from "../../core/deps.ts";

/** The simulated bank sends its due notices; without a sandbox there are none. */
export function sendSandboxNotices(deps: Deps): Promise<void> {
  return sendDueNotices(deps);
}
