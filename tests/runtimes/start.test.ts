import { chmod, cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { until } from "../support/patience.ts";
import {
  type DemoFacts,
  runMain,
  type Server,
  startServer,
  tempFolder,
} from "../support/server.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;

beforeEach(async () => {
  folder = await tempFolder();
});

afterEach(() => folder.remove());

/** What a start and a stop leave behind, made once. */
let first: Awaited<ReturnType<typeof tempFolder>>;
beforeAll(async () => {
  first = await tempFolder();
  const server = await startServer({ folder: first.path });
  expect(await server.stop()).toBe(0);
});
afterAll(() => first.remove());

/** The test's folder becomes one in which a demo was started and stopped. */
async function startedBefore(): Promise<DemoFacts> {
  await cp(join(first.path, ".data"), join(folder.path, ".data"), { recursive: true });
  return JSON.parse(await readFile(join(folder.path, ".data/demo.json"), "utf8"));
}

describe("deno task start on an empty folder", () => {
  it("prints the walk, writes demo.json, and answers", async () => {
    const server = await startServer({ folder: folder.path });
    const answer = await fetch(`${server.url}/livez`);
    const demo = await server.demo();
    await answer.body?.cancel();
    const page = await fetch(demo.sign_url);
    const signPage = await page.text();
    const shop = await (await fetch(demo.shop_url)).text();
    const checkout = /href="([^"]+)" data-countersign/.exec(shop)?.[1] ?? "";
    const embedded = await fetch(`${checkout}?embed=1`);
    await embedded.body?.cancel();
    const screen = await (await fetch(demo.screen_url)).text();
    const link = await (await fetch(demo.link_url)).text();
    await server.stop();

    expect(answer.status).toBe(200);
    expect(demo).toMatchObject({
      base_url: server.url,
      merchant_no: expect.stringMatching(/^[0-9A-Za-z]{15}$/),
      secret_key: expect.stringMatching(/^sk_test_/),
      webhook_secret: expect.stringMatching(/^whsec_/),
      app_id: expect.stringMatching(/^app_/),
      plan_id: expect.stringMatching(/^pln_/),
      console_url: expect.stringContaining("/demo/sign-in/console?token="),
      ops_url: expect.stringContaining("/demo/sign-in/ops?token="),
    });
    expect(server.output()).toContain(demo.checkout_url);
    expect(server.output()).toContain(demo.receiver_url);
    expect(server.output()).toContain(demo.sign_url);
    expect(server.output()).toContain(demo.shop_url);
    const { port } = new URL(server.url);
    expect(embedded.headers.get("content-security-policy"))
      .toContain(`frame-ancestors http://localhost:${port} http://127.0.0.1:${port};`);
    expect([page.status, signPage.includes("青瓷茶舍")]).toEqual([200, true]);
    expect(server.output()).toContain(demo.screen_url);
    expect(screen).toContain('class="screen showing"');
    expect(server.output()).toContain(demo.link_url);
    expect(link).toContain("静态码每天最多 ¥500.00");
  });

  it("continues with the same merchant, key and order when it is started again", async () => {
    const before = await startedBefore();
    const second = await startServer({ folder: folder.path });
    const after = await second.demo();
    const answer = await fetch(`${second.url}/v1/orders/${before.order_id}`, {
      headers: { Authorization: `Bearer ${before.secret_key}` },
    });
    const order = await answer.json();
    await second.stop();
    expect(after.secret_key).toBe(before.secret_key);
    expect(after.order_id).toBe(before.order_id);
    expect(after.plan_id).toBe(before.plan_id);
    expect(after.app_id).toBe(before.app_id);
    expect(after.signing_id).toBe(before.signing_id);
    expect(new URL(after.link_url).pathname).toBe(new URL(before.link_url).pathname);
    expect(order).toMatchObject({ order_id: before.order_id, state: "open" });
  });

  it("ends with 1 and says why, when something fails before it serves", async () => {
    await mkdir(join(folder.path, ".data/demo.json"), { recursive: true });
    const ended = await runMain([], { folder: folder.path, env: { PORT: "0" } });
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("EISDIR") });
  });

  it("says that its port is in use, and begins nothing", async () => {
    const other = Deno.serve({ port: 0, onListen: () => {} }, () => new Response());
    const env = { PORT: `${other.addr.port}` };
    const ended = await runMain([], { folder: folder.path, env });
    await other.shutdown();
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(/^PORT: \S+ is in use; set another\n$/);
    expect(await readdir(folder.path)).not.toContain(".data");
  });

  it("shows the walk as its front page, in both languages, and every link of it answers", async () => {
    await startedBefore();
    const server = await startServer({ folder: folder.path });
    const demo = await server.demo();
    const front = async (language: string) => {
      const answer = await fetch(server.url, { headers: { "accept-language": language } });
      return { status: answer.status, html: await answer.text() };
    };
    const [zh, en] = [await front("zh-CN"), await front("en")];
    const links = [...en.html.matchAll(/<h2><a class="link" href="([^"]+)"/g)].map((match) =>
      match[1] ?? ""
    );
    const statuses = await Promise.all(links.map(async (link) => {
      const answer = await fetch(new URL(link, server.url));
      await answer.body?.cancel();
      return answer.status;
    }));
    const anew = await fetch(`${server.url}/demo/signings`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: server.url, "content-type": "application/x-www-form-urlencoded" },
    });
    await server.stop();

    expect([zh.status, zh.html.includes("柜台上的静态码")]).toEqual([200, true]);
    expect([en.status, en.html.includes("The code on the counter")]).toEqual([200, true]);
    expect(links).toEqual([
      demo.checkout_url,
      demo.screen_url,
      demo.link_url,
      "/demo/shop",
      demo.sign_url,
      "/wallet",
      "/sandbox/wallet",
      "/sandbox/purse",
      "/sandbox/inbox",
      "/demo/receiver",
      "/docs",
    ]);
    expect(statuses).toEqual(links.map(() => 200));
    expect([anew.status, anew.headers.get("location")]).toEqual([
      303,
      expect.stringMatching(/^\/sign\/sgn_/),
    ]);
  });

  it("turns its receiver's endpoint to where it is now, and no developer's own", async () => {
    const before = await startedBefore();
    const headers = {
      Authorization: `Bearer ${before.secret_key}`,
      "Content-Type": "application/json",
    };
    const endpoints = async (url: string) => {
      const { data } = await (await fetch(`${url}/v1/webhook_endpoints`, { headers })).json();
      return data.map((each: { url: string }) => each.url).sort();
    };
    const own = "http://127.0.0.1:9/mine";
    const second = await startServer({ folder: folder.path });
    const body = JSON.stringify({ url: own });
    await fetch(`${second.url}/v1/webhook_endpoints`, { method: "POST", headers, body });
    const then = await endpoints(second.url);
    await second.stop();
    const third = await startServer({ folder: folder.path });
    const now = await endpoints(third.url);
    await third.stop();
    expect(then).toEqual([own, `${second.url}/demo/receiver/hook`].sort());
    expect(now).toEqual([own, `${third.url}/demo/receiver/hook`].sort());
    expect(third.url).not.toBe(second.url);
  });

  it("creates the plan for a database that an older version started", async () => {
    const before = await startedBefore();
    const { plan_id: _, app_id: __, signing_id: ___, ...older } = before;
    const file = join(folder.path, ".data/demo.json");
    await writeFile(file, JSON.stringify({ ...older, app_id: null, plan_id: null }));
    await chmod(file, 0o644);
    const second = await startServer({ folder: folder.path });
    const after = await second.demo();
    const answer = await fetch(`${second.url}/v1/plans/${after.plan_id}`, {
      headers: { Authorization: `Bearer ${before.secret_key}` },
    });
    const plan = await answer.json();
    await second.stop();
    expect(after.secret_key).toBe(before.secret_key);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(plan).toMatchObject({
      state: "approved",
      approved_version: 1,
      per_transaction_limit: 10_000,
      per_day_limit: 100_000,
      verify_id_number: false,
      requires_credit_card: false,
    });
  });

  it("keeps its secrets to itself", async () => {
    const data = join(first.path, ".data");
    const files = await readdir(data);
    const open = await Promise.all(files.map(async (file) => {
      const { mode } = await stat(join(data, file));
      return (mode & 0o077) === 0 ? [] : [file];
    }));
    expect(files).toEqual(expect.arrayContaining(["countersign.db", "demo.json", "demo.secrets"]));
    expect(open.flat()).toEqual([]);
  });

  it("refuses a database that the demo did not create", async () => {
    await startedBefore();
    const other = await tempFolder();
    const database = `file:${join(folder.path, ".data/countersign.db")}`;
    const ended = await runMain([], {
      folder: other.path,
      env: { DEMO: "1", PORT: "0", DATABASE_URL: database },
    });
    await other.remove();
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("SECRETS is missing");
  });
});

describe("a demo that is serving", () => {
  let home: Awaited<ReturnType<typeof tempFolder>>;
  let server: Server;
  beforeAll(async () => {
    home = await tempFolder();
    server = await startServer({ folder: home.path });
  });
  afterAll(async () => {
    await server.stop();
    await home.remove();
  });

  it("lets an operator end a contract while it is serving", async () => {
    const { signing_id, secret_key } = await server.demo();
    const headers = { Authorization: `Bearer ${secret_key}`, "Content-Type": "application/json" };
    const confirmed = await fetch(
      `${server.url}/v1/test_helpers/signings/${signing_id}/confirmation`,
      { method: "POST", headers, body: "{}" },
    );
    const { contract_id } = await confirmed.json();
    const ended = await runMain(
      ["terminate_contract", "--", contract_id, "--reason", "shop closed"],
      { folder: home.path },
    );
    const read = await fetch(`${server.url}/v1/contracts/${contract_id}`, { headers });
    const contract = await read.json();
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    expect(contract).toMatchObject({
      state: "terminated",
      terminated_by: "operator",
      reason: "shop closed",
    });
  });

  it("lets an operator decide on plans and sharing while it is serving", async () => {
    const { plan_id, secret_key } = await server.demo();
    const run = async (...args: string[]) => {
      const ended = await runMain(args, { folder: home.path });
      return [ended.code, ended.stdout + ended.stderr] as const;
    };
    const retired = await run("retire_plan", "--", plan_id);
    const again = await run("approve_plan", plan_id);
    const none = "agr_01KAG8M0000000000000000009";
    const sharing = await run("withdraw_sharing", none, "--as", "li.wei");
    const nonsense = await run("approve_plan");
    const read = await fetch(`${server.url}/v1/plans/${plan_id}`, {
      headers: { Authorization: `Bearer ${secret_key}` },
    });
    const plan = await read.json();
    expect([retired[0], JSON.parse(retired[1])]).toMatchObject([0, { plan_id, state: "retired" }]);
    expect(again).toEqual([1, expect.stringContaining("plan_already_decided")]);
    expect(sharing).toEqual([1, expect.stringContaining("agreement_not_found")]);
    expect(nonsense).toEqual([1, expect.stringContaining("approve_plan <plan_id>")]);
    expect(plan).toMatchObject({ state: "retired", approved_version: null });
  });

  it("shows the webhook of the demo order at the demo receiver once it is paid", async () => {
    const { order_id, receiver_url, secret_key } = await server.demo();
    const paid = await fetch(`${server.url}/v1/test_helpers/orders/${order_id}/payment`, {
      method: "POST",
      headers: { Authorization: `Bearer ${secret_key}`, "Content-Type": "application/json" },
      body: JSON.stringify({ outcome: "succeeded" }),
    });
    const order = await paid.json();
    let page = "";
    await until(async () => {
      page = await (await fetch(receiver_url)).text();
      return page.includes("order.paid");
    });
    expect(order.state).toBe("paid");
    expect(page).toContain(order_id);
  });
});

describe("a configured start", () => {
  it("is refused without secrets, in one line that names the variable", async () => {
    const ended = await runMain([], {
      folder: folder.path,
      env: { PORT: "0", DATABASE_URL: "file:real.db" },
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
    expect(ended.stderr).toContain("SECRETS is missing");
  });

  it("opens neither sandbox pages nor test helpers nor a demo merchant", async () => {
    const made = await runMain(["new_secret"], { folder: folder.path });
    const env = { SECRETS: made.stdout.trim(), DATABASE_URL: "file:real.db" };
    const opened = await runMain(
      ["open_merchant", "--no", "ABCDEF123456789", "--name", "Tea", "--mode", "test"],
      { folder: folder.path, env },
    );
    const { secret_key } = JSON.parse(opened.stdout);
    const server = await startServer({ folder: folder.path, env });
    const ask = async (path: string, init: RequestInit = {}) => {
      const headers = { Authorization: `Bearer ${secret_key}`, "Content-Type": "application/json" };
      const answer = await fetch(server.url + path, { headers, ...init });
      await answer.body?.cancel();
      return answer.status;
    };
    const statuses = {
      orders: await ask("/v1/orders"),
      wallet: await ask("/sandbox/wallet"),
      receiver: await ask("/demo/receiver"),
      clock: await ask("/v1/test_helpers/clock", { method: "POST", body: "{}" }),
    };
    await server.stop();
    expect(statuses).toEqual({ orders: 200, wallet: 404, receiver: 404, clock: 404 });
    await expect(readFile(join(folder.path, ".data/demo.json"))).rejects.toThrow();
  });
});

describe("stopping", () => {
  it("ends a page's stream instead of waiting for it", async () => {
    const server = await startServer({ folder: folder.path });
    const { checkout_url } = await server.demo();
    const stream = await fetch(`${checkout_url}/stream`);
    const code = await server.stop();
    // A stream that is cut off, because it was waited for in vain, throws here.
    const heard = await stream.text();
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    expect(stream.status).toBe(200);
    expect(heard).toContain("event: changed");
    expect(code).toBe(0);
  });

  it("answers what is under way and ends", async () => {
    const server = await startServer({ folder: folder.path });
    const { secret_key } = await server.demo();
    const orders = Array.from({ length: 50 }, (_, i) =>
      fetch(`${server.url}/v1/orders`, {
        method: "POST",
        headers: { Authorization: `Bearer ${secret_key}`, "Content-Type": "application/json" },
        body: JSON.stringify({ merchant_order_no: `stop${i}`, amount: 100, subject: "tea" }),
      }).then(async (answer) => ({ status: answer.status, body: await answer.json() })));
    const settled = Promise.allSettled(orders);
    await orders[0];
    const code = await server.stop();
    const answered = await settled;

    const acknowledged = answered.flatMap((each) =>
      each.status === "fulfilled" && each.value.status === 201 ? [each.value.body.order_id] : []
    );
    expect(code).toBe(0);
    expect(acknowledged.length).toBeGreaterThan(0);

    const again = await startServer({ folder: folder.path });
    const found = await Promise.all(acknowledged.map(async (id) => {
      const answer = await fetch(`${again.url}/v1/orders/${id}`, {
        headers: { Authorization: `Bearer ${secret_key}` },
      });
      await answer.body?.cancel();
      return answer.status;
    }));
    await again.stop();
    expect(new Set(found)).toEqual(new Set([200]));
  });
});
