import { ConfigError, type Settings } from "./config.ts";
import type { LineSink } from "./log_lines.ts";
import { firstOperatorWords } from "./staff_commands.ts";
import { surviveFaults } from "./survive_faults.ts";
import { healthWhileOpening } from "../routes/api/health.ts";
import { openPortal, type Portal } from "./open_portal.ts";

/** Hosts allow five seconds between SIGTERM and SIGKILL; requests in progress get most of it. */
const ANSWER_MS = 3_000;
const CLOSE_MS = 800;
const LOG_MS = 100;
const LEFT_MS = 100;

/** Listens, opens the portal, and serves until the process is asked to stop. Early requests wait until it is open. */
export async function serve(settings: Settings): Promise<void> {
  const opening = Promise.withResolvers<Portal>();
  opening.promise.catch(() => {});
  let opened: Portal | undefined;
  const server = listen(settings, async (request, info) => {
    if (opened) return await opened.app.fetch(request, info);
    return healthWhileOpening(request) ?? (await opening.promise).app.fetch(request, info);
  });
  registerCron(async () => (await opening.promise).timer.tick());

  try {
    const portal = await openPortal(settings, { port: server.addr.port, logTo: Deno.stdout });
    surviveFaults(portal.deps.log);
    if (settings.demo) greet(Deno.stdout, await portal.enterDemo());
    // Apart from the log's lines on standard output, which are kept and read by others.
    else greet(Deno.stderr, await firstOperatorWords(portal.deps));
    portal.timer.start(portal.deps);
    // A process that lives long is ready for programs before it says that it listens.
    await portal.app.api();
    opened = portal;
    opening.resolve(portal);
    // Before anybody learns that we listen: whoever stops us then is heard.
    const asked = askedToStop();
    portal.deps.log.info("listening", { url: portal.deps.config.publicUrl, demo: settings.demo });

    await asked;
    portal.deps.log.info("stopping");
    portal.endStreams();
    await within(ANSWER_MS, server.shutdown());
    await within(CLOSE_MS, portal.close());
    await within(LOG_MS, portal.logWritten());
  } catch (error) {
    opening.reject(error);
    await server.shutdown();
    throw error;
  }
  if (settings.telemetry) endByItself();
  else Deno.exit(0);
}

function listen({ port, host: hostname }: Settings, handler: Deno.ServeHandler<Deno.NetAddr>) {
  try {
    return Deno.serve({ port, hostname, onListen: () => {} }, handler);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new ConfigError(`PORT: ${hostname}:${port} is in use; set another`);
  }
}

/**
 * Deno 2.9.6 never comes back from `exit` when its exporter is measuring at that moment. It does end by itself where
 * nothing is left to do, and only where something is, it is made to.
 */
function endByItself(): void {
  Deno.unrefTimer(setTimeout(() => Deno.exit(0), LEFT_MS));
}

/** The walk through the demo, or the first operator's link, is for people; like a log line, it may not keep anybody from being served. */
function greet(to: LineSink, words: string | undefined): void {
  if (words === undefined) return;
  to.write(new TextEncoder().encode(`${words}\n`)).catch(() => {});
}

/** Deno Deploy wakes a sleeping app with this; elsewhere the timer is enough and `Deno.cron` may not exist. */
function registerCron(run: () => Promise<void>): void {
  const { cron } = Deno as {
    cron?: (name: string, schedule: string, run: () => Promise<void>) => void;
  };
  cron?.("jobs", "* * * * *", run);
}

function askedToStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) Deno.addSignalListener(signal, resolve);
  return promise;
}

/** Waits for it, but no longer: anything that hangs would otherwise keep the process alive. */
async function within(ms: number, ending: Promise<void>): Promise<void> {
  const timer = Promise.withResolvers<void>();
  const id = setTimeout(timer.resolve, ms);
  await Promise.race([ending, timer.promise]);
  clearTimeout(id);
}
