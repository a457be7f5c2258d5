import { median } from "./load.ts";
import { startPortal } from "./started.ts";
import { print } from "./table.ts";

const STARTS = 3;
const START_MS_MAX = 2_000;

/** From starting the process to its first answer: once on an empty folder, then on one that a start has filled. */
export async function benchStartUp(): Promise<void> {
  const first = await startPortal();
  await first.stop();
  const again: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    const portal = await startPortal({ folder: first.folder });
    again.push(portal.answeredAfterMs);
    await portal.stop();
  }
  print({
    what: "start to first answer, warm",
    value: median(again),
    against: START_MS_MAX,
    unit: " ms",
    budget: "<= 100 %",
    note: `on an empty folder ${Math.round(first.answeredAfterMs)} ms`,
  });
}
