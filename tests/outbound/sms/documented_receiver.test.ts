import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { createHttpSms } from "../../../outbound/sms/http_sms.ts";
import { signerOf } from "../../../start/providers_of.ts";
import { startSnippet } from "../../snippets/run_snippet.ts";
import { runningClock } from "../../support/fake_clock.ts";
import { freePort } from "../../support/free_port.ts";
import { until } from "../../support/patience.ts";
import { openPortal } from "../../support/portal.ts";
import { tempFolder } from "../../support/server.ts";
import { documentedProgram } from "../../support/installed.ts";

const root = new URL("../../../", import.meta.url);

it("the receiver in docs/running.md takes what the portal signed for it, once, and nothing else", async () => {
  const document = await readFile(new URL("docs/running.md", root), "utf8");
  const text = /```ts\n([\s\S]*?)```/.exec(document)?.[1] ?? "";
  const [portal, folder, port] = await Promise.all([
    openPortal({ clock: runningClock() }),
    tempFolder(),
    freePort(),
  ]);
  const url = `http://127.0.0.1:${port}/`;
  const env = { BASE_URL: portal.url, SMS_URL: url, PORT: `${port}` };
  const running = await startSnippet({
    folder: folder.path,
    file: "program.ts",
    text,
    command: documentedProgram,
    env,
  });
  const statusOf = async (init: RequestInit): Promise<number | undefined> => {
    const answer = await fetch(url, { method: "POST", ...init }).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.status;
  };
  try {
    await until(async () => await statusOf({ body: "{}" }) === 401, () => "the program to listen");
    const sms = { phone: "19900000001", text: "123456", test: false };
    const sent: RequestInit[] = [];
    const recorded = (to: string, init: RequestInit) => {
      sent.push(init);
      return fetch(to, init);
    };
    const sign = signerOf(portal.deps.vault);
    await createHttpSms({ url, token: undefined, sign, fetch: recorded })(sms);
    await running.said((output) => /^19900000001 6$/m.test(output));
    const [genuine = {}] = sent;
    expect(await statusOf(genuine)).toBe(401);

    const forElsewhere = createHttpSms({
      url,
      token: undefined,
      sign: (_, body) => sign("https://elsewhere.example/", body),
      fetch,
    });
    await expect(forElsewhere(sms)).rejects.toThrow("answered 401");
    const changed = new TextEncoder().encode('{"phone":"19900000002","text":"x"}');
    const tampered = createHttpSms({
      url,
      token: undefined,
      sign: (to) => sign(to, changed),
      fetch,
    });
    await expect(tampered(sms)).rejects.toThrow("answered 401");
  } finally {
    await running.stop();
    await portal.close();
    await folder.remove();
  }
});
