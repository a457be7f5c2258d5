import { TEST_SECRETS } from "../support/test_vault.ts";
import { type Bundle, bundleWorker, startWorkerd } from "../support/workerd.ts";
import { median } from "./load.ts";
import { print } from "./table.ts";

const BUNDLE_GZIP_KIB_MAX = 1_024;
const START_UP_MS_MAX = 200;
const STARTS = 7;

/** The least that a worker can be, with the writer object that the configuration names. */
const HELLO: Bundle = {
  output: "",
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

/** In turns with a worker that only says hello, so that what the runtime itself takes is left out. */
async function benchColdStart(bundle: Bundle): Promise<void> {
  const took: { readonly ours: number; readonly hello: number }[] = [];
  for (let n = 0; n < STARTS; n++) {
    took.push({ hello: await firstAnswerMs(HELLO), ours: await firstAnswerMs(bundle) });
  }
  const ours = median(took.map((each) => each.ours));
  const hello = median(took.map((each) => each.hello));
  print({
    what: "worker start-up, beyond a hello world's",
    value: median(took.map((each) => each.ours - each.hello)),
    against: START_UP_MS_MAX,
    unit: " ms",
    budget: "<= 100 %",
    note: `runtime to first answer ${ours.toFixed(0)} against ${hello.toFixed(0)} ms, ratio ${
      (ours / hello).toFixed(2)
    }`,
  });
}

/** From starting a runtime to its first answer, which asks no database. */
async function firstAnswerMs(bundle: Bundle): Promise<number> {
  const startedAt = performance.now();
  const env = { SECRETS: TEST_SECRETS, LOG_LEVEL: "error" };
  const workerd = await startWorkerd(bundle, { databaseUrl: "http://127.0.0.1:1", env });
  try {
    const answer = await fetch(`http://127.0.0.1:${workerd.port}/livez`);
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`Cannot measure: the worker answers ${answer.status}`);
    return performance.now() - startedAt;
  } finally {
    await workerd.stop();
  }
}
