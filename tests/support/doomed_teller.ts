import process from "node:process";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { instant } from "../../core/time.ts";
import { fakeClock } from "./fake_clock.ts";
import { testApp } from "./test_app.ts";

/**
 * Sends messages after charges in a process of its own, through the given provider, to be killed midway. Its time stands,
 * so that no lease ends by itself, however slow the machine is.
 */
const [databaseUrl = "", provider = "", now = ""] = process.argv.slice(2);
const app = await testApp({ databaseUrl, clock: fakeClock(instant(Number(now))) });
await tellConsumers({
  ...app.deps,
  sms: async (sms) => {
    const answer = await fetch(provider, { method: "POST", body: JSON.stringify(sms) });
    if (!answer.ok) throw new Error(`The provider answered ${answer.status}`);
  },
});
