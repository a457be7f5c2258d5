import { type Sqld, startSqld } from "../support/sqld.ts";
import { benchBundle } from "./bundle.ts";
import { benchDeductions } from "./deductions.ts";
import { benchDeliveries } from "./deliveries.ts";
import { benchMemory } from "./memory.ts";
import { benchOrders } from "./orders.ts";
import { benchPages } from "./pages.ts";
import { benchPayments } from "./payments.ts";
import { benchRefunds } from "./refunds.ts";
import { benchRoundTrips } from "./round_trips.ts";
import { benchScreens } from "./screens.ts";
import { benchStartUp } from "./start_up.ts";
import { benchTills } from "./tills.ts";
import { benchUnionpay } from "./unionpay.ts";
import { benchUnionpayTrade } from "./unionpay_trade.ts";
import { benchUnsign } from "./unsign.ts";
import { endAll } from "./started.ts";
import { printHead } from "./table.ts";

const TOTAL_MS_MAX = 175_000;
/** The memory section's share: it is the only one that would take longer on a slow machine. */
const MEMORY_UNTIL_MS = 160_000;
/** Seconds of each part; `bench_large.ts` takes longer and a server too. */
const SCREENS_S = 3;

let sqld: Sqld | undefined;
const watchdog = setTimeout(() => end(1, "ended: no section may take this long"), TOTAL_MS_MAX);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => void end(1, "stopped"));
}

try {
  printHead();
  await benchRoundTrips();
  await benchStartUp();
  await benchPages();
  await benchPayments();
  sqld = await startSqld();
  await benchOrders(sqld.url);
  await benchDeductions();
  await benchRefunds();
  await benchDeliveries();
  await benchUnsign();
  await benchScreens(SCREENS_S);
  await benchTills();
  await benchUnionpay();
  await benchUnionpayTrade();
  await benchBundle();
  await benchMemory(MEMORY_UNTIL_MS);
  await end(0, `took ${Math.round(performance.now() / 1_000)} s`);
} catch (error) {
  console.error(error);
  await end(1, "failed");
}

async function end(code: number, word: string): Promise<void> {
  clearTimeout(watchdog);
  await Promise.all([endAll(), sqld?.stop()]);
  console.log(`\n${word}`);
  Deno.exit(code);
}
