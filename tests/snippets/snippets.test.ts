import { env } from "node:process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newKey } from "../../views/snippets/curl.ts";
import { type Call, languages } from "../../views/snippets/snippet.ts";
import { snippets } from "../../views/snippets/snippets.ts";
import { runningClock } from "../support/fake_clock.ts";
import { freePort } from "../support/free_port.ts";
import { until } from "../support/patience.ts";
import { openPortal, type Portal, serveLoopback } from "../support/portal.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { tempFolder } from "../support/server.ts";
import { runSnippet, startSnippet } from "./run_snippet.ts";
import { findLanguages } from "./toolchain.ts";

const { here, missing } = await findLanguages();
const present = languages.flatMap((language) => {
  const command = here.get(language);
  return command ? [{ language, command }] : [];
});
/** What every language quotes in its own way. */
const SUBJECT = `龙井 "两位" it's \\n \`$HOME\` true`;

let portal: Portal;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let kid: string;
let receiver: Receiver;

beforeAll(async () => {
  portal = await openPortal({ clock: runningClock() });
  folder = await tempFolder();
  receiver = startReceiver();
  // As the page says: the key is made once, with openssl and curl.
  const command = here.get("curl") ?? ["bash"];
  const text = newKey(portal.url, portal.merchant.secretKey);
  const answer = await runSnippet({ folder: folder.path, file: "new_key.sh", text, command });
  ({ kid } = JSON.parse(answer));
});
afterAll(async () => {
  await receiver.stop();
  await portal.close();
  await folder.remove();
});

function call(method: string, path: string, body?: Call["body"]): Call {
  return { baseUrl: portal.url, method, path, body };
}

async function orderNamed(no: string) {
  const { data } = await (await portal.api(`/v1/orders?merchant_order_no=${no}`)).json();
  return data[0];
}

function newOrder(no: string): NonNullable<Call["body"]> {
  return { merchant_order_no: no, amount: 6_800, subject: SUBJECT, metadata: { table: "7" } };
}

describe("the languages of the examples", () => {
  it("are all here where the project is checked; elsewhere a line says which were not run", () => {
    if (missing.length > 0) console.warn(`Examples not run here. ${missing.join("; ")}`);
    expect(env["CI"] ? missing : []).toEqual([]);
    expect(present.length).toBeGreaterThan(0);
  });
});

describe.each(present)("examples in $language", ({ language, command }) => {
  const { file, bearer, signed, webhook } = snippets[language];
  const run = (text: string) => runSnippet({ folder: folder.path, file, text, command });

  it("create an order and close it with a secret key", async () => {
    const no = `bearer-${language}`;
    const { secretKey } = portal.merchant;
    await run(bearer(call("POST", "/v1/orders", newOrder(no)), secretKey));
    const order = await orderNamed(no);
    expect(order).toMatchObject({ subject: SUBJECT, metadata: { table: "7" }, state: "open" });

    const said = await run(bearer(call("POST", `/v1/orders/${order.order_id}/closure`), secretKey));
    expect(said).toContain(order.order_id);
    expect((await orderNamed(no)).state).toBe("closed");
  });

  it("show the error when the key is wrong", async () => {
    const said = await run(bearer(call("GET", "/v1/orders?limit=1"), `sk_test_${"0".repeat(40)}`));
    expect(said).toContain("key_unknown");
  });

  it("sign a request and verify the answer", async () => {
    const no = `signed-${language}`;
    await run(signed(call("POST", "/v1/orders", newOrder(no)), kid));
    const { order_id, subject } = await orderNamed(no);
    expect(subject).toBe(SUBJECT);
    const said = await run(signed(call("GET", `/v1/orders?merchant_order_no=${no}`), kid));
    expect(said).toContain(order_id);
  });

  it("verify a delivered webhook, and refuse one that was changed", async () => {
    const shell = language === "curl";
    const port = await freePort();
    const url = shell ? receiver.url : `http://127.0.0.1:${port}/`;
    const added = await portal.api("/v1/webhook_endpoints", { body: { url } });
    const { endpoint_id, secret } = await added.json();
    const text = webhook();
    if (shell) {
      await closeOne(endpoint_id);
      const { headers, body } = await receiver.waitFor(({ json }) => json.type === "order.closed");
      const env = {
        WEBHOOK_SECRET: secret,
        WEBHOOK_ID: headers.get("webhook-id") ?? "",
        WEBHOOK_TIMESTAMP: headers.get("webhook-timestamp") ?? "",
        WEBHOOK_SIGNATURE: headers.get("webhook-signature") ?? "",
      };
      const verify = async (body: string) => {
        await writeFile(join(folder.path, "body.json"), body);
        return await runSnippet({ folder: folder.path, file, text, command, env });
      };
      expect(await verify(body)).toBe(`verified ${env.WEBHOOK_ID}\n`);
      await expect(verify(`${body} `)).rejects.toThrow("not from the portal");
    } else {
      const env = { PORT: `${port}`, WEBHOOK_SECRET: secret };
      const program = await startSnippet({ folder: folder.path, file, text, command, env });
      try {
        await until(async () => await statusOf(url) === 400, () => `${language} to listen`);
        const event = await closeOne(endpoint_id);
        await program.said((output) => output.includes(event.event_id));
        expect(event.deliveries).toMatchObject([{ state: "delivered", attempts: 1 }]);
      } finally {
        await program.stop();
      }
    }
    await portal.api(`/v1/webhook_endpoints/${endpoint_id}`, { method: "DELETE" });
  });

  /** An order is closed, and its webhook sent to this endpoint. */
  async function closeOne(endpointId: string) {
    const no = `webhook-${language}`;
    await portal.api("/v1/orders", { body: newOrder(no) });
    const { order_id } = await orderNamed(no);
    await portal.api(`/v1/orders/${order_id}/closure`, { body: {} });
    await portal.settle();
    const { data } = await (await portal.api("/v1/events")).json();
    const { event_id } = data.find((each: { readonly data: { readonly order_id?: string } }) =>
      each.data.order_id === order_id
    );
    const event = await (await portal.api(`/v1/events/${event_id}`)).json();
    const mine = (each: { readonly endpoint_id: string }) => each.endpoint_id === endpointId;
    return { ...event, deliveries: event.deliveries.filter(mine) };
  }
});

// In a shell the answer is not verified, and the example says so.
const programs = present.filter(({ language }) => language !== "curl");

describe.each(programs)("signed examples in $language", ({ language, command }) => {
  const { file, signed } = snippets[language];

  it("refuse an answer that was changed on its way", async () => {
    const meddler = serveLoopback(async (request) => {
      const { pathname, search } = new URL(request.url);
      const { headers } = request;
      const answer = await fetch(portal.url + pathname + search, { headers });
      const text = await answer.text();
      const body = pathname.startsWith("/v1/") ? text.replace("1", "2") : text;
      return new Response(body, { status: answer.status, headers: answer.headers });
    });
    try {
      const asked = { ...call("GET", "/v1/orders?limit=1"), baseUrl: meddler.url };
      const text = signed(asked, kid);
      await expect(runSnippet({ folder: folder.path, file, text, command })).rejects.toThrow(
        /changed on its way|InvalidSignature/,
      );
    } finally {
      await meddler.close();
    }
  });
});

/** Of a request that nobody signed; undefined while nobody listens. */
async function statusOf(url: string): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { method: "POST", body: "{}" });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return undefined;
  }
}
