import { httpRequest, inTurns, load, unexpected } from "./load.ts";
import { startNaive, startPortal } from "./started.ts";
import { print } from "./table.ts";

const CLIENTS = 32;
const SLICE = { rounds: 5, ms: 600 };
const WARM_MS = 1_500;
const FIRST_VIEW_BYTES_MAX = 15_360;
const WITH_SCRIPT_BYTES_MAX = 32_768;

/** Checkout pages per second against static JSX of the same size, status polls per second, and what a page weighs. */
export async function benchPages(): Promise<void> {
  const portal = await startPortal();
  const naive = await startNaive(`file:${portal.folder}/.data/countersign.db`);
  const html = await textOf(portal.port, portal.checkoutPath);
  const bytes = new TextEncoder().encode(html).length;
  const mark = /mark=([^"&]+)/.exec(html)?.[1] ?? "";
  const target = (port: number, path: string) => ({
    port,
    clients: CLIENTS,
    request: () => httpRequest("GET", path, {}),
  });
  const targets = [
    target(portal.port, portal.checkoutPath),
    target(naive.port, `/page/${bytes}`),
    target(portal.port, `${portal.checkoutPath}/status?mark=${mark}`),
  ];
  for (const each of targets) await load({ ...each, ms: WARM_MS });
  const [page, still, poll] = await inTurns(targets, SLICE);
  if (!page || !still || !poll) throw new TypeError("Cannot compare: no result");
  print({
    what: "checkout pages/s, file, 32 clients",
    value: page.perSecond,
    against: still.perSecond,
    budget: ">= 30 %",
    note: `raw Hono, static JSX of ${bytes} B${unexpected(page.statuses, 200)}`,
  });
  print({
    what: "status polls/s, file, 32 clients",
    value: poll.perSecond,
    against: page.perSecond,
    note: `checkout pages; p99 ${poll.p99Ms.toFixed(0)} ms${unexpected(poll.statuses, 204)}`,
  });
  await weigh(portal.port, "checkout", html);
  await weigh(portal.port, "signing", await textOf(portal.port, portal.signPath));
  await Promise.all([portal.stop(), naive.stop()]);
}

async function weigh(port: number, name: string, html: string): Promise<void> {
  const page = await gzipBytes(html);
  const names = new Set(html.match(/\/assets\/[\w.-]+\.(?:css|js)/g));
  const assets = await Promise.all([...names].map(async (name) => ({
    name: name.slice("/assets/".length),
    bytes: await gzipBytes(await textOf(port, name)),
  })));
  const total = (ending: string) =>
    assets.filter(({ name }) => name.endsWith(ending)).reduce((sum, each) => sum + each.bytes, 0);
  print({ what: `${name} page, HTML, gzip`, value: page, unit: " B" });
  for (const { name: file, bytes } of assets) {
    print({
      what: `${name} page, ${file.replace(/\.\w{8}\./, ".")}, gzip`,
      value: bytes,
      unit: " B",
    });
  }
  const first = page + total(".css");
  print({
    what: `${name} page, first view, HTML + CSS, gzip`,
    value: first,
    against: FIRST_VIEW_BYTES_MAX,
    unit: " B",
    budget: "<= 100 %",
  });
  print({
    what: `${name} page, first view with script, gzip`,
    value: first + total(".js"),
    against: WITH_SCRIPT_BYTES_MAX,
    unit: " B",
    budget: "<= 100 %",
  });
}

async function textOf(port: number, path: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return await answer.text();
}

async function gzipBytes(text: string): Promise<number> {
  const gzip = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(gzip).arrayBuffer()).byteLength;
}
