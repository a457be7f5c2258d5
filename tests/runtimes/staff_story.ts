import { expect } from "vitest";
import { authenticator } from "../support/authenticator.ts";
import { createBrowser, type PlainBrowser } from "./plain_browser.ts";
import type { Teller } from "./teller.ts";
import { challengeAt } from "./wallet_browser.ts";

/**
 * An operator is invited by command, joins with a passkey, signs out, comes back, and invites a colleague; the browser in
 * which they go on.
 */
export async function anOperatorComesIn(teller: Teller): Promise<PlainBrowser> {
  const { place } = teller;
  const printed = await place.operate("invite_operator", "--mail", "story@example.com");
  const { link } = printed as { readonly link: string };
  const browser = createBrowser(place.url);
  const device = authenticator(place.url);
  const { pathname } = new URL(link);

  const created = await device.create(await challengeAt(browser, `${pathname}/challenge`));
  const joined = await browser.post(pathname, {
    name: "Story Teller",
    passkey_name: "key",
    response: JSON.stringify(created),
  });
  const codes = joined.html.match(/>[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}</g) ?? [];
  const out = await browser.post("/ops/sign-out", {});
  const outside = await browser.get("/ops/staff");
  const signed = await device.get(await challengeAt(browser, "/ops/sign-in/challenge"));
  const response = JSON.stringify(signed);
  const inside = await browser.post("/ops/sign-in", { to: "/ops/staff", response });
  const again = await browser.post("/ops/sign-in", { response });
  const staff = await browser.get("/ops/staff");
  const colleague = { name: "Colleague", mail: "colleague@example.com", role: "support" };
  const invited = await browser.post("/ops/invitation", colleague);
  const refused = await browser.post("/ops/invitation", colleague);

  expect(codes).toHaveLength(10);
  const answers = [joined, out, outside, inside, again, staff, invited, refused];
  teller.note(
    "how an operator comes in",
    answers.map(({ status, location }) => [status, location]),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 303, 303, 303, 422, 200, 200, 422]);
  expect(staff.html).toContain("Story Teller");
  expect(invited.html).toContain("/ops/join/");
  return browser;
}
