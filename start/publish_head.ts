import { publishHead } from "../core/audit/publish_head.ts";
import type { Settings } from "./config.ts";
import { openPortal } from "./open_portal.ts";

/** Signs and publishes where the audit chain ends now, and prints the signed head for whoever keeps it. */
export async function publishHeadOnly(settings: Settings): Promise<void> {
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  try {
    console.log((await publishHead(portal.deps)).jws);
  } finally {
    await portal.close();
  }
}
