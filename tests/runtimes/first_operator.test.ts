import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runMain, startServer, tempFolder } from "../support/server.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

const LINK = /http:\/\/localhost:\d+\/ops\/join\/[\w-]{43}/;

async function realEnv(): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await runMain(["new_secret"], { folder: folder.path });
  return { SECRETS: stdout.trim(), DATABASE_URL: "file:real.db" };
}

describe("a portal without an operator", () => {
  it("prints a link for the first one, once, apart from its log", async () => {
    const env = await realEnv();
    const first = await startServer({ folder: folder.path, env });
    const [link = ""] = LINK.exec(first.output()) ?? [];
    const page = await (await fetch(link, { headers: { "Accept-Language": "en" } })).text();
    const demo = await fetch(`${first.url}/demo/sign-in/ops?token=${"0".repeat(64)}`);
    await demo.body?.cancel();
    await first.stop();
    expect(page).toContain("as Admin");
    // Nobody signs in by a demo's link where there is no demo.
    expect(demo.status).toBe(404);

    const second = await startServer({ folder: folder.path, env });
    await second.stop();
    expect(second.output()).not.toMatch(LINK);
  });

  it("gets operators and owners by command, while it serves", async () => {
    const env = await realEnv();
    const server = await startServer({ folder: folder.path, env });
    const opened = ["open_merchant", "--no", "ABCDEF123456789", "--name", "Tea", "--mode", "test"];
    await runMain(opened, { folder: folder.path, env });
    const commands = [
      ["invite_operator", "--role", "reviewer", "--mail", "reviewer@example.com"],
      ["invite_owner", "--merchant", "ABCDEF123456789", "--mail", "owner@example.com"],
      // Somebody who lost their passkeys.
      ["invite_owner", "--merchant", "ABCDEF123456789", "--mail", "owner@example.com"],
    ];
    const printed = [];
    const statuses = [];
    for (const command of commands) {
      const { stdout } = await runMain(command, { folder: folder.path, env });
      printed.push(JSON.parse(stdout));
    }
    for (const { link } of printed) {
      const answer = await fetch(server.url + new URL(link).pathname);
      await answer.body?.cancel();
      statuses.push(answer.status);
    }
    const wrong = await runMain(["invite_operator", "--role", "owner"], {
      folder: folder.path,
      env,
    });
    await server.stop();
    expect(printed.map(({ role }) => role)).toEqual(["reviewer", "owner", "owner"]);
    expect(printed[2].staff_id).toBe(printed[1].staff_id);
    expect(statuses).toEqual([200, 404, 200]);
    expect(wrong.stderr).toContain("invite_operator [--role admin|reviewer|support]");
  });
});

describe("the links of demo.json", () => {
  it("sign the demo's operator and owner in, as often as they are opened, and no other token does", async () => {
    const server = await startServer({ folder: folder.path });
    const demo = await server.demo();
    const asked: [string, number, string | null][] = [];
    const pages: string[] = [];
    for (const url of [demo.ops_url, demo.console_url, demo.console_url, `${demo.ops_url}0`]) {
      const answer = await fetch(url, { redirect: "manual" });
      await answer.body?.cancel();
      const to = answer.headers.get("location");
      asked.push([new URL(url).pathname, answer.status, to]);
      const [cookie = ""] = answer.headers.getSetCookie();
      if (!to) continue;
      const page = await fetch(server.url + to, {
        headers: { Cookie: cookie.split(";")[0] ?? "", "Accept-Language": "en" },
      });
      pages.push(await page.text());
    }
    await server.stop();
    expect(asked).toEqual([
      ["/demo/sign-in/ops", 303, "/ops"],
      ["/demo/sign-in/console", 303, "/console"],
      ["/demo/sign-in/console", 303, "/console"],
      ["/demo/sign-in/ops", 404, null],
    ]);
    expect(pages.map((page) => /<h1>(.*?)<\/h1>/.exec(page)?.[1])).toEqual([
      expect.stringContaining("Demo Admin"),
      expect.stringContaining("Demo Owner"),
      expect.stringContaining("Demo Owner"),
    ]);
    expect(server.output()).toContain(demo.ops_url);
  });
});
