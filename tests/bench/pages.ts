import { httpRequest, load } from "./load.ts";
import { startNaive, startPortal } from "./started.ts";
import type { Figure } from "./table.ts";

const RUN_MS = 2_500;
const CLIENTS = 32;

/** Checkout pages per second against static JSX of the same size, status polls per second, and page bytes. */
export async function benchPages(): Promise<Figure[]> {
  const portal = await startPortal();
  const naive = await startNaive(`file:${portal.folder}/.data/countersign.db`);
  try {
    const page = await fetch(`http://127.0.0.1:${portal.port}${portal.checkoutPath}`);
    const html = await page.text();
    const bytes = new TextEncoder().encode(html).length;
    const run = (port: number, path: string) =>
      load({ port, clients: CLIENTS, ms: RUN_MS, request: () => httpRequest("GET", path, {}) });
    const ours = await run(portal.port, portal.checkoutPath);
    const theirs = await run(naive.port, `/page/${bytes}`);
    const mark = /mark=([^"&]+)/.exec(html)?.[1] ?? "";
    const polls = await run(portal.port, `${portal.checkoutPath}/status?mark=${mark}`);
    return [
      { what: "checkout pages/s, file", value: ours.perSecond, against: theirs.perSecond },
      { what: "status polls/s, file", value: polls.perSecond, note: answers(polls.statuses) },
      { what: "checkout page, HTML gzip", value: await gzipBytes(html), unit: " B" },
      ...await assetFigures(portal.port, html),
    ];
  } finally {
    await portal.stop();
    await naive.stop();
  }
}

async function assetFigures(port: number, html: string): Promise<Figure[]> {
  const names = [...html.matchAll(/\/assets\/[\w.-]+\.(?:css|js)/g)].map(([name]) => name);
  const sizes = await Promise.all([...new Set(names)].map(async (name) => {
    const asset = await fetch(`http://127.0.0.1:${port}${name}`);
    return { name, bytes: await gzipBytes(await asset.text()) };
  }));
  const total = await gzipBytes(html) + sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...sizes.map(({ name, bytes }) => ({
      what: `${name.slice(8)}, gzip`,
      value: bytes,
      unit: " B",
    })),
    { what: "first view with script, gzip", value: total, unit: " B", note: "budget 32,768 B" },
  ];
}

export async function gzipBytes(text: string): Promise<number> {
  const gzip = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(gzip).arrayBuffer()).byteLength;
}

function answers(statuses: Readonly<Record<number, number>>): string {
  return `answers ${Object.keys(statuses).join(", ")}`;
}
