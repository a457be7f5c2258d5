import { createClient } from "@libsql/client";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { type CopyOfPortal, copyOfPortal } from "../support/copy_of_portal.ts";
import { freePort } from "../support/free_port.ts";
import { untilReady } from "../support/patience.ts";
import { startReceiver } from "../support/receiver.ts";
import { runMain, type Server, startServer, tempFolder } from "../support/server.ts";
import { detached, makeKey } from "../support/signer.ts";
import { bundleWorker, startWorkerd } from "../support/workerd.ts";
import { planForm } from "./shop.ts";

const SECRETS = `live:${btoa("0123456789abcdef0123456789abcdef")}`;

let copy: CopyOfPortal;

beforeAll(async () => {
  copy = await copyOfPortal(["sandbox", "tests"]);
  await copy.deno("run", "-A", "start/build.ts");
});

afterAll(() => copy.remove());

describe("the portal without the folder sandbox/", () => {
  it("compiles", async () => {
    const parts = ["start", "routes", "core", "db", "views", "jobs", "outbound"];
    expect(await copy.deno("check", "main.ts", "worker.ts", ...parts)).toContain("start/serve.ts");
  });

  it.each([
    ["the demo", {}],
    ["the demo", { DEMO: "1", SECRETS }],
    ["SANDBOX=1", { SANDBOX: "1", SECRETS }],
  ])("refuses %s in one line that says what is missing", async (asked, env) => {
    const { path, remove } = await tempFolder();
    const refused = await runMain([], { folder: path, env, main: `${copy.root}main.ts` });
    expect([refused.code, refused.stderr]).toEqual([
      1,
      `Cannot start: ${asked} needs the folder sandbox/, and this copy of the portal is without it; set SECRETS and PUBLIC_URL to serve live merchants\n`,
    ]);
    expect(await readdir(path)).toEqual([]);
    await remove();
  });

  it("is bundled for a worker, and answers there", async () => {
    const bundle = await bundleWorker(copy.root);
    expect(bundle.script).toContain("/livez");
    // A magic title of the simulated bank, and a word of its pages.
    expect(bundle.script).not.toMatch(/MAGIC-SIGN-REFUSED|sandbox_payments|测试甲/);
    const databaseUrl = `http://127.0.0.1:${await freePort()}`;
    const worker = await startWorkerd(bundle, {
      databaseUrl,
      env: { SECRETS, LOG_LEVEL: "error" },
    });
    expect(await (await fetch(`${worker.url}/livez`)).json()).toEqual({ status: "ok" });
    await worker.stop();
  });
});

describe("a live merchant of the portal without sandbox/", () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let server: Server;
  let operating: Parameters<typeof runMain>[1];
  let secretKey: string;
  /** Asks as the merchant does, with a signature of its own key. */
  let ask: (method: string, path: string, body?: unknown) => Promise<Answer>;

  beforeAll(async () => {
    folder = await tempFolder();
    const port = String(await freePort());
    const url = `http://localhost:${port}`;
    const DATABASE_URL = `file:${join(folder.path, "live.db")}`;
    const env = { SECRETS, DATABASE_URL, PORT: port, PUBLIC_URL: url, WEBHOOK_ALLOW_PRIVATE: "1" };
    operating = { folder: folder.path, env, main: `${copy.root}main.ts` };
    const no = "990300000000001";
    const opened = await operate(
      "open_merchant",
      "--no",
      no,
      "--name",
      "山泉茶行",
      "--mode",
      "live",
    );
    secretKey = opened.secret_key;
    server = await startServer(operating);
    ask = await signingAt(server.url, secretKey);
  });

  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  async function operate(...args: readonly string[]) {
    const { code, stdout, stderr } = await runMain(args, operating);
    if (code !== 0) throw new Error(`Cannot ${args.join(" ")}:\n${stderr}`);
    return JSON.parse(stdout);
  }

  const page = async (path: string) => {
    const answer = await fetch(server.url + path);
    return [answer.status, await answer.text()] as const;
  };

  it("has a secret key for nothing but the first public key", async () => {
    expect(secretKey).toMatch(/^sk_live_/);
    const refused = await fetch(`${server.url}/v1/orders`, {
      headers: { Authorization: `Bearer ${secretKey}` },
    });
    expect([refused.status, (await refused.json()).code]).toEqual([401, "signature_required"]);
  });

  it("places an order, reads it, and its checkout shows", async () => {
    const body = { merchant_order_no: "A-1", amount: 6_800, subject: "明前龙井 100 g" };
    const placed = await ask("POST", "/v1/orders", body);
    expect([placed.status, placed.json]).toMatchObject([201, { state: "open", amount: 6_800 }]);
    const read = await ask("GET", `/v1/orders/${placed.json.order_id}`);
    expect([read.status, read.json]).toEqual([200, placed.json]);
    const [status, html] = await page(new URL(placed.json.checkout_url).pathname);
    expect([status, html.includes("明前龙井 100 g")]).toEqual([200, true]);
  });

  it("has links with a page and a code, and screens that pair", async () => {
    const link = await ask("POST", "/v1/links", { subject: "柜台收款" });
    const { link_id } = link.json;
    expect((await page(`/l/${link_id}`))[1]).toContain("柜台收款");
    const code = await fetch(`${server.url}/l/${link_id}/qr.svg`);
    expect([code.headers.get("Content-Type"), (await code.text()).slice(0, 4)])
      .toEqual(["image/svg+xml", "<svg"]);

    const screen = await ask("POST", "/v1/screens", { name: "Till" });
    const paired = await fetch(server.url + paths.tillPairing(), {
      method: "POST",
      redirect: "manual",
      headers: { Origin: server.url },
      body: new URLSearchParams({ code: screen.json.pairing_code }),
    });
    await paired.body?.cancel();
    expect([paired.status, paired.headers.get("Location")]).toEqual([303, paths.till()]);
  });

  it("applies for a plan, which an operator approves", async () => {
    const applied = await ask("POST", "/v1/plans", planForm);
    const { plan_id } = applied.json;
    expect([applied.status, applied.json.state]).toEqual([201, "submitted"]);
    expect(await operate("approve_plan", plan_id)).toMatchObject({ plan_id, state: "approved" });
    expect((await ask("GET", `/v1/plans/${plan_id}`)).json.state).toBe("approved");
  });

  it("is told by webhook", async () => {
    const receiver = startReceiver();
    const added = await ask("POST", "/v1/webhook_endpoints", { url: receiver.url });
    expect(added.status).toBe(201);
    const { endpoint_id } = added.json;
    const tested = await ask("POST", `/v1/webhook_endpoints/${endpoint_id}/test_deliveries`);
    expect(tested.status).toBeLessThan(300);
    const told = await receiver.waitFor(({ json }) => json.type === "endpoint.test");
    expect(told.headers.get("webhook-signature")).toMatch(/^v1,/);
    await receiver.stop();
  });

  it("meets nothing of the sandbox, in the database neither", async () => {
    for (const path of ["/sandbox/wallet", "/sandbox/inbox", "/demo/shop", "/demo/receiver"]) {
      expect([path, (await page(path))[0]]).toEqual([path, 404]);
    }
    const clock = await ask("POST", "/v1/test_helpers/clock", { advance_seconds: 1 });
    expect([clock.status, clock.json.code]).toEqual([404, "route_unknown"]);
    const client = createClient({ url: operating.env?.["DATABASE_URL"] ?? "" });
    const { rows } = await client.execute(
      "select name from sqlite_master where name glob 'sandbox_*' or name glob 'demo_*'",
    );
    const applied = await client.execute("select name from migrations order by name");
    client.close();
    expect(rows).toEqual([]);
    const own = (await readdir(`${copy.root}db/migrations`)).sort();
    expect(applied.rows.map(({ name }) => name)).toEqual(own);
  });

  it("is healthy", async () => {
    expect(await page("/livez")).toEqual([200, '{"status":"ok"}']);
    await untilReady(server.url);
    const [status, text] = await page("/readyz");
    expect([status, JSON.parse(text).status]).toEqual([200, "ok"]);
  });
});

interface Answer {
  readonly status: number;
  // deno-lint-ignore no-explicit-any
  readonly json: any;
}

/** Registers a key with the secret one, and from then on signs. */
async function signingAt(url: string, secretKey: string) {
  const { jwk, privateKey } = await makeKey("EdDSA");
  const registered = await fetch(`${url}/v1/keys`, {
    method: "POST",
    headers: { Authorization: `Bearer ${secretKey}`, "Content-Type": "application/json" },
    body: JSON.stringify({ jwk }),
  });
  expect(registered.status).toBe(201);
  const { kid } = await registered.json();
  return async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const text = body === undefined ? "" : JSON.stringify(body);
    const signature = await detached(
      {
        alg: "EdDSA",
        kid,
        iat: Math.floor(Date.now() / 1_000),
        jti: crypto.randomUUID(),
        htm: method,
        htu: url + path,
      },
      text,
      privateKey,
    );
    const answer = await fetch(url + path, {
      method,
      headers: {
        "Countersign-Signature": signature,
        ...(text === "" ? {} : { "Content-Type": "application/json" }),
      },
      ...(text === "" ? {} : { body: text }),
    });
    expect(answer.headers.get("Countersign-Signature")).not.toBeNull();
    return { status: answer.status, json: await answer.json() };
  };
}
