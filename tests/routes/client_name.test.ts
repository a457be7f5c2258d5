import { Hono } from "hono";
import { expect, it } from "vitest";
import { clientName } from "../../routes/pages/client_name.ts";

const app = new Hono().get("/", (c) => c.text(clientName(c)));

it.each([
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari · iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36",
    "Chrome · Android",
  ],
  [
    "Mozilla/5.0 (Linux; Android 12; HarmonyOS; ALN-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 Mobile Safari/537.36",
    "Chrome · HarmonyOS",
  ],
  [
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 ArkWeb/5.0 Mobile",
    "Chrome · HarmonyOS",
  ],
  ["curl/8.0", "?"],
])("a browser that calls itself %s is %s to its owner", async (agent, name) => {
  const answer = await app.request("/", { headers: { "User-Agent": agent } });
  expect(await answer.text()).toBe(name);
});
