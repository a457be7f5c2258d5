import { runningClock } from "./fake_clock.ts";
import process from "node:process";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { testApp } from "./test_app.ts";

/** Sends messages after charges in a process of its own, through the given provider, to be killed midway. */
const [databaseUrl = "", provider = ""] = process.argv.slice(2);
const app = await testApp({
  databaseUrl,
  clock: runningClock(),
});
await tellConsumers({
  ...app.deps,
  sms: async (sms) => {
    const answer = await fetch(provider, { method: "POST", body: JSON.stringify(sms) });
    if (!answer.ok) throw new Error(`The provider answered ${answer.status}`);
  },
});
