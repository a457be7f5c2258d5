import process from "node:process";
import { byOperator } from "../../core/actor.ts";
import { recordLook } from "../../core/audit/record_look.ts";
import { runningClock } from "./fake_clock.ts";
import { testApp } from "./test_app.ts";

const AT_ONCE = 3;

/** A portal in a process of its own, whose people look at so many persons' data, several at once. */
const [databaseUrl = "", name = "", looks = "0"] = process.argv.slice(2);
const { deps } = await testApp({ databaseUrl, clock: runningClock() });
process.stdout.write("ready\n");
await new Promise((resolve) => process.stdin.once("data", resolve));
for (let i = 0; i < Number(looks); i += AT_ONCE) {
  await Promise.all(Array.from({ length: AT_ONCE }, (_, j) =>
    recordLook(deps, {
      by: byOperator,
      of: `con_${name}_${i + j}`,
      fields: ["phone"],
      reason: "asked by phone",
    })));
}
process.exit(0);
