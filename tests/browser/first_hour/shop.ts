import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../../support/free_port.ts";
import { until } from "../../support/patience.ts";
import { serveLoopback } from "../../support/portal.ts";
import { tempFolder } from "../../support/server.ts";
import { SECRET_KEY_HERE } from "../../../views/snippets/snippet.ts";
import { runSnippet, startSnippet } from "../../snippets/run_snippet.ts";
import { findLanguages } from "../../snippets/toolchain.ts";

export interface Arrival {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** What the merchant's program answered: 400 when it cannot verify it. */
  readonly status: number;
}

/** The merchant's own machine: a folder with a shell, and a front door for webhooks. */
export interface Shop {
  /** Where webhooks are to be sent. */
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** Runs what was pasted into its shell, with the key in place of the one left out, and gives what it printed. */
  paste(text: string, secretKey?: string): Promise<string>;
  /** Starts the receiver that was pasted, behind the front door. */
  receive(program: string, secret: string): Promise<void>;
  /** From now on webhooks wait at the front door, until the function it gives is called. */
  shutDoor(): () => void;
  /** Resolves once one arrived that fits, and says what arrived if none does. */
  told(fits: (arrival: Arrival) => boolean): Promise<Arrival>;
  read(file: string): Promise<string>;
  close(): Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const folder = await tempFolder();
  const { here } = await findLanguages();
  const port = await freePort();
  const inside = `http://127.0.0.1:${port}/`;
  const arrivals: Arrival[] = [];
  let door = Promise.resolve();
  let program: Awaited<ReturnType<typeof startSnippet>> | undefined;
  const front = serveLoopback(async (request) => {
    await door;
    // On a slow machine the portal may have hung up meanwhile; it comes again.
    if (request.signal.aborted) return new Response(null, { status: 503 });
    const { headers } = request;
    const body = await request.text();
    const answer = await fetch(inside, { method: "POST", headers, body });
    await answer.body?.cancel();
    const { status } = answer;
    arrivals.push({ ...JSON.parse(body), id: headers.get("webhook-id"), status });
    return new Response(null, { status });
  });
  const open = async () => {
    try {
      await (await fetch(inside, { method: "POST", body: "{}" })).body?.cancel();
      return true;
    } catch {
      return false;
    }
  };
  const types = () => arrivals.map(({ type }) => type).join(", ") || "nothing";
  return {
    url: `${front.url}/hook`,
    arrivals,
    paste: (program, secretKey = SECRET_KEY_HERE) => {
      const text = program.replace(SECRET_KEY_HERE, secretKey);
      return runSnippet({ folder: folder.path, file: "pasted.sh", text, command: ["bash", "-eu"] });
    },
    receive: async (text, secret) => {
      const command = here.get("typescript");
      if (!command) throw new Error("Cannot receive: no TypeScript here");
      const env = { PORT: `${port}`, WEBHOOK_SECRET: secret };
      const given = { folder: folder.path, file: "webhook.ts", text, command, env };
      program = await startSnippet(given);
      await until(open, () => "the pasted receiver to listen");
    },
    shutDoor: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      door = promise;
      return resolve;
    },
    told: async (fits) => {
      await until(() => arrivals.some(fits), () => `a webhook; arrived: ${types()}`);
      const [found] = arrivals.filter(fits);
      if (!found) throw new Error("Expected a webhook");
      return found;
    },
    read: (file) => readFile(join(folder.path, file), "utf8"),
    close: async () => {
      await program?.stop();
      await front.close();
      await folder.remove();
    },
  };
}
