import { expect } from "vitest";
import { hiddenFields } from "../support/gateway_app.ts";
import { startHearing } from "./hearing.ts";
import { type PlainBrowser, withoutChance } from "./plain_browser.ts";
import { openSigning, type Shop, sign } from "./shop.ts";
import type { Teller } from "./teller.ts";
import { enteredByApp } from "./wallet_browser.ts";

const PERSON = "person_d";
const types = ["card.bound", "card.suspended", "card.resumed", "card.deleted"] as const;

/**
 * Somebody has contracts that charge a card and, on their phone, that same card. They suspend, resume and delete what is
 * on the phone; the card itself is lost and found; each time the shop hears of the contract that it concerns.
 */
export async function aCardIsOnAPhone(teller: Teller, shop: Shop): Promise<void> {
  const ofCard = await sign(teller, shop.refusingPlan, { code: "device-1", person: PERSON });
  const hearing = await startHearing(teller, types);
  const heard = async (wanted: (typeof types)[number], contractId: string) => {
    const { data } = await hearing.told(({ type, data }) =>
      type === wanted && data["contract_id"] === contractId
    );
    teller.note(`told of ${wanted}`, data);
  };
  const bound = await teller.ask("POST", "/v1/test_helpers/device_cards", {
    body: { person: PERSON },
  });
  expect(bound.status).toBe(201);
  await heard("card.bound", ofCard);

  const browser = await enteredByApp(teller.place, PERSON);
  const onPhone = await signWith(teller, browser, { plan: shop.latePlan, card: bound.json.token });
  const page = await browser.get("/wallet/device_cards");
  const [, device_card_id = ""] = /name="device_card_id" value="(dcd_\w+)"/.exec(page.html) ?? [];
  teller.note("cards on devices", withoutChance(page.html));
  const act = async (name: string) => {
    const { status } = await browser.post("/wallet/device_cards", { act: name, device_card_id });
    expect([name, status]).toEqual([name, 303]);
  };
  const befall = (event: string) =>
    teller.ask("POST", "/v1/test_helpers/card_events", { body: { person: PERSON, event } });
  await act("suspend");
  await heard("card.suspended", onPhone);
  await teller.ask("GET", `/v1/contracts/${onPhone}/card`);
  await act("resume");
  await heard("card.resumed", onPhone);
  await befall("card_lost");
  await heard("card.suspended", ofCard);
  await befall("card_found");
  await heard("card.resumed", ofCard);
  await act("delete");
  await heard("card.deleted", onPhone);
  await teller.ask("GET", `/v1/contracts/${onPhone}/card`);
  await hearing.stop();
}

/** Signs on the page with the card that has this token; the contract. */
async function signWith(
  teller: Teller,
  browser: PlainBrowser,
  { plan, card }: { readonly plan: string; readonly card: string },
): Promise<string> {
  const opened = await openSigning(teller, { plan_id: plan, contract_code: "device-2" });
  const { signing_id } = opened.json;
  const path = `/sign/${signing_id}`;
  await browser.post(`${path}/card`, { card });
  const { html } = await browser.get(path);
  const fields = hiddenFields(html);
  expect(fields["card"]).toBe(card);
  await browser.post(`${path}/confirmation`, fields);
  const signed = await teller.ask("GET", `/v1/signings/${signing_id}`);
  expect(signed.json.state).toBe("signed");
  return signed.json.contract_id;
}
