import { resumeFromCopy } from "../core/restore/resume_from_copy.ts";
import type { Settings } from "./config.ts";
import { openPortal } from "./open_portal.ts";

/**
 * What `restore` does to a copy, for a database that came back by other means, as a server's does. Before any portal
 * serves it.
 */
export async function resumeOnly(settings: Settings): Promise<void> {
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  try {
    const entries = await resumeFromCopy(portal.deps);
    console.log(`resumed; the audit chain goes on from entry ${entries}`);
  } finally {
    await portal.close();
  }
}
