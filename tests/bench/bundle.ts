import { TEST_SECRETS } from "../support/test_vault.ts";
import { type Bundle, bundleWorker, startWorkerd } from "../support/workerd.ts";
import { median } from "./load.ts";
import { print } from "./table.ts";

const BUNDLE_GZIP_KIB_MAX = 1_024;
const START_UP_MS_MAX = 200;
const STARTS = 7;

/** The least that a worker can be, with the writer object that the configuration names. */
const HELLO: Pick<Bundle, "script"> = {
  script: `export class Writer {}
    export default { fetch: () => new Response("hello") };`,
};

/** The worker as `wrangler deploy` would send it: its size, and what it takes a cold isolate to its first answer. */
export async function benchBundle(): Promise<void> {
  const bundle = await bundleWorker();
  print({
    what: "worker bundle, gzip",
    value: Number(/gzip: ([\d.]+) KiB/.exec(bundle.output)?.[1]),
    against: BUNDLE_GZIP_KIB_MAX,
    unit: " KiB",
    budget: "<= 100 %",
  });
  await benchColdStart(bundle);
}

/** What one start took, in ms. */
interface Start {
  readonly wall: number;
  /** Of all threads of the runtime. */
  readonly cpu: number;
}

/** In turns with a worker that only says hello, so that what the runtime itself takes is left out. */
async function benchColdStart(bundle: Bundle): Promise<void> {
  const starts: { readonly ours: Start; readonly hello: Start }[] = [];
  for (let n = 0; n < STARTS; n++) {
    starts.push({ hello: await start({ ...bundle, ...HELLO }), ours: await start(bundle) });
  }
  const middle = (of: (each: (typeof starts)[number]) => number) => median(starts.map(of));
  const [ours, hello] = [middle(({ ours }) => ours.wall), middle(({ hello }) => hello.wall)];
  const cpu = middle(({ ours, hello }) => ours.cpu - hello.cpu);
  print({
    what: "worker start-up, beyond a hello world's",
    value: middle(({ ours, hello }) => ours.wall - hello.wall),
    against: START_UP_MS_MAX,
    unit: " ms",
    budget: "<= 100 %",
    note: `${cpu.toFixed(0)} ms of CPU; runtime to first answer ${ours.toFixed(0)} against ${
      hello.toFixed(0)
    } ms, ${(ours / hello).toFixed(1)} times`,
  });
}

/** From starting a runtime to its first answer, which asks no database. */
async function start(bundle: Bundle): Promise<Start> {
  const startedAt = performance.now();
  const env = { SECRETS: TEST_SECRETS, LOG_LEVEL: "error" };
  const workerd = await startWorkerd(bundle, { databaseUrl: "http://127.0.0.1:1", env });
  try {
    const answer = await fetch(`http://127.0.0.1:${workerd.port}/livez`);
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`Cannot measure: the worker answers ${answer.status}`);
    return { wall: performance.now() - startedAt, cpu: await cpuMsOf("workerd") };
  } finally {
    await workerd.stop();
  }
}

/** What our child of this name has run so far, which does not depend on who else uses the machine. */
async function cpuMsOf(name: string): Promise<number> {
  let ns = 0;
  for await (const { name: pid } of Deno.readDir("/proc")) {
    const stat = await textOf(`/proc/${pid}/stat`);
    if (!stat.includes(`(${name}) `) || !stat.includes(` ${Deno.pid} `)) continue;
    for await (const { name: thread } of Deno.readDir(`/proc/${pid}/task`)) {
      ns += Number((await textOf(`/proc/${pid}/task/${thread}/schedstat`)).split(" ")[0]);
    }
  }
  return ns / 1e6;
}

/** Empty for what is no process, or not any more. */
async function textOf(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    return "";
  }
}
