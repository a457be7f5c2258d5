import { instant } from "../../core/time.ts";
import { createProcessLog } from "../../start/log.ts";
import { surviveFaults } from "../../start/survive_faults.ts";

/** A process in which faults escape, and which then goes on to its end. */
const log = createProcessLog(Deno.stdout, () => instant(Date.now()));
surviveFaults(log);
Promise.reject(new TypeError("nobody waits for this"));
addEventListener("unhandledrejection", () => {
  setTimeout(() => log.info("still here"), 0);
});
setTimeout(() => {
  throw new TypeError("nobody catches this");
}, 0);
