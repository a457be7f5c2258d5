import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { START } from "../support/fake_clock.ts";
import { serveLoopback } from "../support/portal.ts";
import { startServer, tempFolder } from "../support/server.ts";
import { guessingCodes } from "./guessing_runs.ts";

/** Two processes on this database, or on a file of their own. */
export async function codesAreGuessed(
  how: { readonly runs: number; readonly steps: number },
  databaseUrl?: string,
): Promise<void> {
  const folder = await tempFolder();
  const codes = new Map<string, string>();
  // Of a new browser people are told as well: no code is in that.
  const provider = serveLoopback(async (request) => {
    const { phone, text } = await request.json();
    const code = /#(\d{6})$/.exec(text)?.[1];
    if (code !== undefined) codes.set(phone, code);
    return new Response(null, { status: 202 });
  });
  const clock = join(folder.path, "clock");
  let now: number = START;
  const set = () => {
    // At once, so that nobody reads half of it.
    writeFileSync(`${clock}.next`, `${now}`);
    renameSync(`${clock}.next`, clock);
  };
  set();
  const given = {
    folder: folder.path,
    preload: [fileURLToPath(new URL("../support/set_clock.ts", import.meta.url))],
    env: {
      CLOCK_FILE: clock,
      DATABASE_URL: databaseUrl ?? `file:${join(folder.path, "shared.db")}`,
      SECRETS: `guessed:${btoa("0123456789abcdef0123456789abcdef")}`,
      TRUSTED_PROXIES: "127.0.0.0/8",
      SMS_URL: provider.url,
    },
  };
  const servers = [await startServer(given), await startServer(given)];
  try {
    await guessingCodes({
      urls: servers.map(({ url }) => url),
      codeFor: (phone) => codes.get(phone),
      now: () => now,
      advance: (ms) => {
        now += ms;
        set();
      },
    }, how);
  } finally {
    for (const server of servers) await server.stop();
    await provider.close();
    await folder.remove();
  }
}
