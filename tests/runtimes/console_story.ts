import { expect } from "vitest";
import { paths } from "../../core/paths.ts";
import { authenticator } from "../support/authenticator.ts";
import { createBrowser } from "./plain_browser.ts";
import type { Teller } from "./teller.ts";

/** An owner comes in, finds an order by its number, refunds it once, and downloads the list. */
export async function anOwnerRefundsAnOrder(teller: Teller): Promise<void> {
  const { place } = teller;
  const body = { merchant_order_no: "console-1", amount: 8_800, subject: "龙井一壶" };
  const { json: { order_id, merchant_no } } = await teller.ask("POST", "/v1/orders", { body });
  await teller.pay(teller, order_id, { outcome: "succeeded" });

  const printed = await place.operate("invite_owner", "--merchant", merchant_no);
  const { pathname } = new URL((printed as { readonly link: string }).link);
  const browser = createBrowser(place.url);
  const challenge = JSON.parse((await browser.post(`${pathname}/challenge`, {})).html);
  const created = await authenticator(place.url).create(challenge);
  const joined = await browser.post(pathname, {
    name: "Story Owner",
    mail: "owner@example.com",
    passkey_name: "key",
    response: JSON.stringify(created),
  });

  const found = await browser.get(paths.consoleSearch("console-1"));
  const page = await browser.get(paths.consoleOrder(order_id));
  const refunds = paths.consoleOrderRefunds(order_id);
  const form = await browser.get(refunds);
  const hidden = form.html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g);
  const known = Object.fromEntries([...hidden].map(([, name = "", value = ""]) => [name, value]));
  const fields = { ...known, amount: "88", reason: "", method: "said" };
  const [once, twice] = [await browser.post(refunds, fields), await browser.post(refunds, fields)];
  const stale = await browser.post(refunds, {
    ...fields,
    refund_no: "C-01KAG8M0000000000000000000",
  });
  const wrong = await browser.get(paths.consoleList("orders", "state=eaten"));
  const list = await browser.get(paths.consoleList("orders", "merchant_order_no=console-1"));
  const file = await browser.get(
    paths.consoleList("orders", "merchant_order_no=console-1&format=csv"),
  );

  const answers = [joined, found, page, form, once, twice, stale, wrong, list, file];
  const statuses = answers.map(({ status }) => status);
  teller.note("how an owner refunds an order", statuses);
  expect(statuses).toEqual([200, 303, 200, 200, 303, 303, 422, 422, 200, 200]);
  expect(found.location).toBe(paths.consoleOrder(order_id));
  expect(once.location).toBe(twice.location);
  expect(list.html).toContain("console-1");
  const lines = file.html.trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^"console-1",88\.00,"Paid",/);
}
