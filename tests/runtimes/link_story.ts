import { expect } from "vitest";
import { createBrowser } from "./plain_browser.ts";
import type { Teller } from "./teller.ts";

/** A printed code is paid twice; the third time exceeds the daily limit. What is printed is the same bytes. */
export async function aPrintedCodeIsPaidWithinTheDay(teller: Teller): Promise<void> {
  // Not through the teller: a link's id differs everywhere.
  const opened = await fetch(`${teller.place.url}/v1/links`, {
    method: "POST",
    headers: { Authorization: `Bearer ${teller.key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ subject: "柜台收款 Counter" }),
  });
  const { link_id: id } = await opened.json();
  const phone = createBrowser(teller.place.url);
  const page = async () => (await phone.get(`/l/${id}`)).html;
  const once = /name="once" value="([^"]+)"/.exec(await page())?.[1] ?? "";
  const left = async () => /; (¥\d+\.\d\d) left/.exec(await page())?.[1];
  const pay = async (amount: string) => {
    const fields = { once, amount, method: "quickpass" };
    return (await phone.post(`/l/${id}/orders`, fields)).status;
  };
  const told = [await left()];
  for (const amount of ["300", "200", "0.01"]) told.push(`${await pay(amount)}`, await left());
  expect(told).toEqual(["¥500.00", "303", "¥200.00", "303", "¥0.00", "409", "¥0.00"]);
  teller.note("what was paid and left", told);

  const files = ["qr.svg", "poster.svg", "tag.ndef"].map(async (name) => {
    const answer = await fetch(`${teller.place.url}/l/${id}/${name}`);
    const { byteLength } = await answer.arrayBuffer();
    return [name, answer.status, answer.headers.get("content-type"), byteLength > 0];
  });
  teller.note("what is printed", await Promise.all(files));
}
