import { bundleWorker } from "../support/workerd.ts";
import { print } from "./table.ts";

const BUNDLE_GZIP_KIB_MAX = 1_024;

/** The worker as `wrangler deploy` would send it. */
export async function benchBundle(): Promise<void> {
  const { output } = await bundleWorker();
  print({
    what: "worker bundle, gzip",
    value: Number(/gzip: ([\d.]+) KiB/.exec(output)?.[1]),
    against: BUNDLE_GZIP_KIB_MAX,
    unit: " KiB",
    budget: "<= 100 %",
  });
}
