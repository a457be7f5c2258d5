import { afterAll, beforeAll, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { freePort } from "../support/free_port.ts";
import { runMain, type Server, startServer, tempFolder } from "../support/server.ts";
import { startCalling } from "./first_hour/caller.ts";
import { type Colleague, copied, takeUp } from "./first_hour/people.ts";
import { openShop, type Shop } from "./first_hour/shop.ts";

const LIVE_NO = "990300000000123";
const FIRST_OPERATOR = /http:\/\/localhost:\d+\/ops\/join\/[\w-]{43}/;
/** Enough of them to fall before, between and after the presses of a rotation. */
const REQUESTS = 20;

// A portal as an institution runs it, a process of its own with a real clock; beside it the merchant's machine.
let folder: Awaited<ReturnType<typeof tempFolder>>;
let env: Readonly<Record<string, string>>;
let portal: Server;
let browser: TestBrowser;
let shop: Shop;
beforeAll(async () => {
  folder = await tempFolder();
  const { stdout } = await runMain(["new_secret"], { folder: folder.path });
  env = {
    SECRETS: stdout.trim(),
    DATABASE_URL: "file:real.db",
    SANDBOX: "1",
    WEBHOOK_ALLOW_PRIVATE: "1",
    PORT: `${await freePort()}`,
  };
  [portal, browser, shop] = await Promise.all([
    startServer({ folder: folder.path, env }),
    openBrowser(),
    openShop(),
  ]);
});
afterAll(async () => {
  await shop.close();
  await browser.close();
  await portal.stop();
  await folder.remove();
});

it("a merchant's first hour: invited, integrated, paid, told, its key rotated, a contract signed and ended", async () => {
  const owner = await joins();
  const secretKey = await opensTestNumber(owner);
  await receivesWebhooks(owner);
  await isPaidAndTold(owner, secretKey);
  await sendsRangeAgain(owner);
  await rotatesKey(owner, secretKey);
  await opensChild(owner);
  const planId = await appliesForPlan(owner);
  const operator = await approvesPlan();
  await seesApproval(owner);
  await hasContractSignedAndEnds(owner, planId, secretKey);

  expect([...owner.complaints, ...operator.complaints]).toEqual([]);
  expect(shop.arrivals.filter(({ status }) => status !== 204)).toEqual([]);
  const { code } = await runMain(["verify"], { folder: folder.path, env });
  expect(code).toBe(0);
});

/** Runs a command of the portal beside the process that serves. */
async function command(...args: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { code, stdout, stderr } = await runMain(args, { folder: folder.path, env });
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout);
}

/** By an invitation, with a passkey and ten recovery codes. */
async function joins(): Promise<Colleague> {
  await command("open_merchant", "--no", LIVE_NO, "--name", "清风茶馆", "--mode", "live");
  const { link = "" } = await command("invite_owner", "--merchant", LIVE_NO);
  const owner = await takeUp(browser, link, { name: "Wu Jiu", width: 1280 });
  expect(owner.recoveryCodes).toHaveLength(10);
  expect(await owner.page.textContent("h1")).toBe("Hello, Wu Jiu");
  return owner;
}

/** Where the first secret key is shown, once. */
async function opensTestNumber({ page }: Colleague): Promise<string> {
  await page.click("main a:text-is('Test number')");
  await page.click("button:text-is('Open it')");
  const secretKey = await page.inputValue("#secret");
  expect(secretKey).toMatch(/^sk_test_/);
  await page.click("text=Go to the test number");
  await page.waitForSelector("h2:text-is('Your first payment')");
  return secretKey;
}

/** The receiver is the page's own program; it verifies the test event. */
async function receivesWebhooks({ page }: Colleague): Promise<void> {
  await page.click("main a:text-is('Add an endpoint')");
  await page.click("main a.button:text-is('Add an endpoint')");
  await page.fill("#url", shop.url);
  await page.click("button:text-is('Add an endpoint')");
  const secret = await page.inputValue("#secret");

  await page.click("nav a:text-is('Integrate')");
  await page.click("#receiver >> text=TypeScript");
  await page.waitForSelector("#receiver [aria-current]:text-is('TypeScript')");
  await shop.receive(await copied(page, "Receive webhooks"), secret);

  await page.click("nav a:text-is('Webhooks')");
  await page.click("main tbody a");
  await page.click("button:text-is('Send')");
  await shop.told(({ type }) => type === "endpoint.test");
}

/** An order by the pasted program; a consumer pays it on a phone. */
async function isPaidAndTold({ page }: Colleague, secretKey: string): Promise<void> {
  await page.click("nav a:text-is('Home')");
  await page.click("main a:text-is('Integrate')");
  await page.click("#order >> text=curl");
  await page.waitForSelector("#order [aria-current]:text-is('curl')");
  const order = JSON.parse(await shop.paste(await copied(page, "Create an order"), secretKey));
  expect(order).toMatchObject({ state: "open", amount: 6_800 });

  const consumer = await browser.openPage({ width: 360 });
  await consumer.page.goto(order.checkout_url);
  await consumer.page.getByRole("button", { name: /支付 ¥68\.00/ }).click();
  await consumer.page.waitForURL("**/sandbox/wallet/*");
  await consumer.page.getByRole("button", { name: /支付 ¥68\.00/ }).click();
  await consumer.page.getByRole("link", { name: "返回清风茶馆" }).click();
  await consumer.page.waitForSelector("text=已付款 ¥68.00，付给清风茶馆。");
  expect(consumer.complaints).toEqual([]);
  await consumer.page.context().close();

  const { data } = await shop.told(({ type }) => type === "order.paid");
  expect(data["order_id"]).toBe(order.order_id);
  await page.click("nav a:text-is('Orders')");
  await page.click("tbody th a");
  await page.waitForSelector("h1:has-text('Paid')");
}

/** Sees how far it is while the receiver is busy; each is sent once more, as a row of its own. */
async function sendsRangeAgain({ page }: Colleague): Promise<void> {
  const before = [...shop.arrivals];
  await page.click("nav a:text-is('Webhooks')");
  await page.click("text=Send a range again");
  await page.check("#outcome-all");
  await page.click("button:text-is('See how many')");
  const openDoor = shop.shutDoor();
  await page.click(`button:text-is('Send ${before.length} again')`);
  await page.waitForSelector(`#redelivery:has-text('Waiting or retried${before.length}')`);
  openDoor();
  await page.waitForSelector(`#redelivery:has-text('Delivered${before.length}')`);
  await page.waitForSelector("text=All sent");

  const ids = (arrivals: Shop["arrivals"]) => arrivals.map(({ id }) => id).sort();
  expect(ids(shop.arrivals)).toEqual(ids([...before, ...before]));
  await page.click("text=Attempts to this endpoint");
  await page.selectOption("select[name=state]", { label: "Delivered" });
  await page.click("button:text-is('Show')");
  await page.waitForURL(/state=delivered/);
  expect(await page.locator("tbody tr").count()).toBe(2 * before.length);
}

/** While programs sign with the old key and the new one all along; no request fails. */
async function rotatesKey({ page, opens }: Colleague, secretKey: string): Promise<void> {
  await page.click("nav a:text-is('Integrate')");
  const made = await shop.paste(await copied(page, "Make a signing key"), secretKey);
  const { kid }: { readonly kid: string } = JSON.parse(made);
  const key = async (kid: string, file: string) =>
    ({ kid, alg: "EdDSA", privateKey: await shop.read(file) }) as const;
  const orders = portal.url + paths.orders();
  const old = startCalling(orders, await key(kid, "private_key.pem"));
  await old.goesOn(REQUESTS);

  await opens(paths.consoleKey(kid));
  await page.click("main >> text=/^Rotate$/");
  await page.click("text=How to make one");
  const printed = await shop.paste(await page.innerText("details pre"));
  await page.fill("#jwk", printed);
  await page.click("button:text-is('Register')");
  await page.waitForSelector("h1.mono");
  const newKid = await page.innerText("h1");
  const fresh = startCalling(orders, await key(newKid, "new_private_key.pem"));
  await Promise.all([old.goesOn(REQUESTS), fresh.goesOn(REQUESTS)]);
  expect(new Set([...old.statuses, ...fresh.statuses])).toEqual(new Set([200]));

  // Once the old one is revoked, its next request is refused; so any other would have been.
  await opens(paths.consoleKeyRevocation(kid));
  await page.click("button:text-is('Revoke')");
  await page.waitForSelector("main >> text=Revoked");
  const underWay = old.statuses.length;
  await old.goesOn(2);
  await Promise.all([old.stop(), fresh.stop()]);
  expect(new Set(old.statuses.slice(underWay + 1))).toEqual(new Set([401]));
  expect(new Set(fresh.statuses)).toEqual(new Set([200]));

  await page.click("nav a:text-is('Integrate')");
  await shop.paste("mv new_private_key.pem private_key.pem");
  const signed = await copied(page, "Create an order, signed");
  expect(signed).toContain(newKid);
  expect(JSON.parse(await shop.paste(signed))).toMatchObject({ state: "open" });
}

async function opensChild({ page }: Colleague): Promise<void> {
  await page.click("nav a:text-is('Children')");
  await page.click("text=Open a child");
  await page.fill("#name", "清风茶馆运河店");
  await page.click("button:text-is('Open it')");
  expect(await page.inputValue("#secret")).toMatch(/^sk_test_/);
  await page.click("nav a:text-is('Children')");
  expect(await page.textContent("tbody")).toContain("清风茶馆运河店");
}

async function appliesForPlan({ page }: Colleague): Promise<string> {
  await page.click("nav a:text-is('Plans')");
  await page.click("main a:text-is('Apply for a plan')");
  await page.fill("#short_name", "清风茶馆");
  await page.fill("#title", "会员续杯");
  await page.fill("#package_text", "会员在店续杯，用完即付。");
  await page.fill("#per_transaction_limit", "100");
  await page.fill("#per_day_limit", "500");
  await page.fill("#no_fixed_merchant_reason", "各门店按同一套餐收费");
  await page.click("button:text-is('Submit application')");
  await page.waitForURL(/\/console\/plans\/pln_/);
  const [planId = ""] = /pln_\w+/.exec(page.url()) ?? [];
  return planId;
}

/** The institution's first operator, at the desk, on a phone. */
async function approvesPlan(): Promise<Colleague> {
  const [link = ""] = FIRST_OPERATOR.exec(portal.output()) ?? [];
  const operator = await takeUp(browser, link, { name: "Zhao Liu", width: 360 });
  const { page } = operator;
  await page.click("main a:has-text('Plans')");
  await page.click("main a:has-text('会员续杯')");
  await page.click("button:text-is('Approve')");
  await page.waitForURL(portal.url + paths.opsQueue("plans"));
  return operator;
}

async function seesApproval({ page }: Colleague): Promise<void> {
  await page.reload();
  await page.waitForSelector("h1:has-text('Approved')");
  await shop.told(({ type }) => type === "plan.approved");
}

/** By a consumer on a phone, after the pasted program asked for it; the merchant ends it, and is told of both. */
async function hasContractSignedAndEnds(
  { page }: Colleague,
  planId: string,
  secretKey: string,
): Promise<void> {
  await page.click("nav a:text-is('Integrate')");
  const program = await copied(page, "Ask a consumer to sign");
  expect(program).toContain(planId);
  const { sign_url } = JSON.parse(await shop.paste(program, secretKey));

  const consumer = await browser.openPage({ width: 360 });
  await consumer.page.goto(`${portal.url}/sandbox/wallet?open=${encodeURIComponent(sign_url)}`);
  await consumer.page.waitForURL(sign_url);
  await consumer.page.getByRole("button", { name: "同意并签约" }).click();
  await consumer.page.waitForSelector("h1:has-text('已签约')");
  const { data: { contract_id } } = await shop.told(({ type }) => type === "contract.signed");

  await page.click("nav a:text-is('Contracts')");
  await page.click("tbody th a");
  await page.click("main a:text-is('End contract')");
  await page.fill("#reason", "茶馆搬家");
  await page.click("button:text-is('End contract')");
  await page.waitForURL(portal.url + paths.consoleContract(`${contract_id}`));
  const { data } = await shop.told(({ type }) => type === "contract.terminated");
  expect(data).toMatchObject({ contract_id, terminated_by: "merchant" });
  await page.reload();
  await page.waitForSelector("h1:has-text('Ended')");
  await consumer.page.goto(portal.url + paths.wallet());
  expect(await consumer.page.locator(".sealed").count()).toBe(1);
  expect(consumer.complaints).toEqual([]);
}
