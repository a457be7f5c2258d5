import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { newKey } from "../../views/snippets/curl.ts";
import { snippets } from "../../views/snippets/snippets.ts";
import { runningClock } from "../support/fake_clock.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { tempFolder } from "../support/server.ts";
import { approvedPlan } from "../support/signers.ts";
import { joined, type Person } from "../support/staff.ts";
import { runSnippet } from "./run_snippet.ts";

const BASH = ["bash", "-eu"];
let portal: Portal;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let developer: Person;

beforeAll(async () => {
  portal = await openPortal({ clock: runningClock() });
  folder = await tempFolder();
  developer = await joined(portal, "developer", portal.merchant.merchant.merchantNo);
});
afterAll(async () => {
  await portal.close();
  await folder.remove();
});

async function page(language = "curl"): Promise<string> {
  const answer = await developer.ask(`/console/snippets?in=${language}`);
  expect(answer.status).toBe(200);
  return await answer.text();
}

/** What is copied from an example of the page. */
function copied(html: string, id: string): string {
  const [, text = ""] =
    new RegExp(`<figure class="example" id="${id}">.*?<code>(.*?)</code></pre>`, "s")
      .exec(html) ?? [];
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

const run = (text: string) =>
  runSnippet({ folder: folder.path, file: "pasted.sh", text, command: BASH });

describe("/console/snippets", () => {
  it("begins with placeholders, and a pasted request works once the key is filled in", async () => {
    const html = await page();
    expect(html).toContain("sk_test_…");
    expect(html).toContain("key_…");
    const { secretKey } = portal.merchant;
    const said = JSON.parse(await run(copied(html, "order").replace("sk_test_…", secretKey)));
    expect(said).toMatchObject({ merchant_no: portal.merchant.merchantNo, state: "open" });
  });

  it("fills in the key, plan and endpoint of this merchant, and what is pasted works as it is", async () => {
    const { kid } = JSON.parse(await run(newKey(portal.url, portal.merchant.secretKey)));
    const planId = await approvedPlan(portal);
    const url = "https://shop.example/hook";
    const added = await portal.api("/v1/webhook_endpoints", { body: { url } });
    const { secret } = await added.json();
    const html = await page();
    for (const value of [kid, planId, url, portal.merchant.merchantNo]) {
      expect(html).toContain(value);
    }
    expect(html).not.toContain(secret);
    expect(html).not.toContain(portal.merchant.secretKey);

    const { merchant_order_no } = JSON.parse(await run(copied(html, "signed")));
    expect(merchant_order_no).toMatch(/^TEA-\d{14}$/);
    const signing = copied(html, "signing").replace("sk_test_…", portal.merchant.secretKey);
    expect(JSON.parse(await run(signing))).toMatchObject({ plan_id: planId, state: "open" });
    expect(copied(await page("go"), "receiver")).toBe(snippets.go.webhook());
  });

  it("shows a live number no request with a secret key, for there is none", async () => {
    const live = await portal.openMerchant("总店", { mode: "live" });
    const owner = await joined(portal, "owner", live.merchant.merchantNo);
    const html = await (await owner.ask("/console/snippets")).text();
    expect(copied(html, "order")).toBe("");
    expect(copied(html, "signed")).toContain("Countersign-Signature");
    expect(html).not.toContain(live.secretKey);
    expect(html).toContain(`href="${paths.consoleNewKey()}"`);
  });

  it.each(["", "/keys", "/secret-keys", "/orders", "/signings"])(
    "is where /console%s leads while nothing was sent by a program",
    async (path) => {
      const fresh = await portal.openMerchant("分店");
      const owner = await joined(portal, "owner", fresh.merchant.merchantNo);
      const html = await (await owner.ask(`/console${path}`)).text();
      // Besides the navigation, which has every place.
      expect(html.slice(html.indexOf("<main"))).toContain(`href="${paths.integrate()}"`);
    },
  );

  it("is for whoever may see keys", async () => {
    const viewer = await joined(portal, "viewer", portal.merchant.merchant.merchantNo);
    expect((await viewer.ask("/console/snippets")).status).toBe(403);
    const home = await (await viewer.ask("/console")).text();
    expect(home).not.toContain("/console/snippets");
  });
});
