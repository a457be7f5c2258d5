import { expect } from "vitest";
import { verifyEvidence } from "../../core/contract/verify_evidence.ts";
import { businessDay, instant } from "../../core/time.ts";
import { until } from "../support/patience.ts";
import { hiddenFields } from "../support/gateway_app.ts";
import { createBrowser, type PlainBrowser, withoutChance } from "./plain_browser.ts";
import type { Phones } from "./phones.ts";
import { type Shop, sign } from "./shop.ts";
import { publicKeys, type Teller } from "./teller.ts";
import { enterByPhone, enteredByApp } from "./wallet_browser.ts";

/** The institution publishes its terms twice; a person agrees to each version once. */
export async function aPersonAgreesToEachVersion(
  teller: Teller,
  { desk, phones }: { readonly desk: PlainBrowser; readonly phones: Phones },
): Promise<void> {
  const { place } = teller;
  const browser = createBrowser(place.url);
  await enterByPhone(browser, place, { phones, phone: "19900000112" });
  const asked = async () =>
    /name="terms" value="(\d+)"/.exec((await browser.get("/wallet")).html)?.[1];
  const versions = [await asked()];
  for (const text of ["一", "二"]) {
    const published = await desk.post("/ops/institution/texts", {
      kind: "terms",
      first_day: businessDay(instant(Date.now())),
      zh: `条款${text}`,
      en: `Terms ${text}`,
    });
    expect(published.status).toBe(303);
    const terms = await asked();
    versions.push(terms);
    await browser.post("/wallet/consent", { terms: "0" });
    expect(await asked()).toBe(terms);
    await browser.post("/wallet/consent", { terms: terms ?? "" });
    versions.push(await asked());
  }
  expect(versions).toEqual([undefined, "1", undefined, "2", undefined]);
  teller.note("versions that were asked for", versions);
}

const JOINED = "19900000113";
const NEXT = "19900000114";
/** Of the sandbox's person. */
const ID_NUMBER = "000000190001010023";

/**
 * A phone joins the account of an app; its holder downloads all of it, and cancels a recovery that they did not begin.
 * None is done here: `recovery_story.ts` waits the day.
 */
export async function anAccountIsJoined(teller: Teller, phones: Phones): Promise<void> {
  const { place } = teller;
  const browser = await enteredByApp(place, "person_b");
  const to = await enterByPhone(browser, place, { phones, phone: JOINED });
  const question = await browser.get(to);
  expect(question.html).toContain('value="both"');
  teller.note("two accounts in one browser", withoutChance(question.html));
  const joined = await browser.post("/wallet/switch", { who: "both", to: "/wallet" });
  expect([joined.status, joined.location]).toEqual([303, "/wallet"]);
  const other = createBrowser(place.url);
  await enterByPhone(other, place, { phones, phone: JOINED });
  const given = JSON.parse((await other.post("/wallet/data", {})).html);
  expect(given.person).toMatchObject({ name: "测试乙", id_number: ID_NUMBER });
  expect(given.identities).toHaveLength(2);
  teller.note("what is kept", shapeOf(given));

  const stranger = createBrowser(place.url);
  const begun = await stranger.post("/wallet/recovery", {
    lost_phone: JOINED,
    new_phone: NEXT,
    id_number: ID_NUMBER,
  });
  const code = phones.lastCode(place.name, NEXT) ?? "";
  const asked = { ...hiddenFields(begun.html), code };
  const recovering = await stranger.post("/wallet/recovery/code", asked);
  expect([begun.status, recovering.status]).toEqual([200, 200]);
  const waiting = await browser.get("/wallet/account");
  expect(waiting.html).toContain("/wallet/recovery/cancellation");
  const pages = [begun, recovering, waiting].map(({ html }) => withoutChance(html));
  teller.note("a recovery", pages.map((html) => html.replace(/name="asked" value="[^"]*"/g, "")));
  const link = () =>
    phones.textsOf(place.name, JOINED).flatMap((text) =>
      /\/wallet\/recoveries\/\S+/.exec(text)?.[0] ?? []
    )[0];
  await until(async () => {
    await place.runJobs();
    return link() !== undefined;
  }, () => `a text to ${JOINED}`);
  const cancelled = [await stranger.get(link() ?? ""), await stranger.post(link() ?? "", {})];
  const again = await stranger.post(link() ?? "", {});
  expect([...cancelled, again].map(({ status }) => status)).toEqual([200, 200, 404]);
  const { html } = await browser.get("/wallet/account");
  expect(html).not.toContain("/wallet/recovery/cancellation");
}

/** Somebody with a contract is erased: it ends first, its evidence still verifies, and the app brings in a stranger. */
export async function aPersonIsErased(teller: Teller, { plan }: Shop): Promise<void> {
  const contractId = await sign(teller, plan, { code: "erased-1", person: "person_c" });
  const browser = await enteredByApp(teller.place, "person_c");
  expect((await browser.get("/wallet")).html).toContain(contractId);
  const page = await browser.get("/wallet/erasure");
  teller.note("before an erasure", withoutChance(page.html));
  const asked = await browser.post("/wallet/erasure", {});
  expect([asked.status, asked.location]).toEqual([303, "/wallet/account"]);
  await until(async () => {
    await teller.place.runJobs();
    return (await browser.get("/wallet/devices")).status === 403;
  }, () => "the erasure");
  const ended = await teller.ask("GET", `/v1/contracts/${contractId}`);
  expect(ended.json).toMatchObject({ state: "terminated", terminated_by: "consumer" });
  const evidence = await teller.ask("GET", `/v1/contracts/${contractId}/evidence`);
  expect(await verifyEvidence(evidence.text, await publicKeys(teller))).toMatchObject({ ok: true });
  const anew = await enteredByApp(teller.place, "person_c");
  expect((await anew.get("/wallet")).html).not.toContain(contractId);
}

/** The sections of somebody's data, and which fields the rows of each have. */
function shapeOf(given: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(given).map(([name, rows]) => [
    name,
    Array.isArray(rows)
      ? [...new Set(rows.flatMap((row) => Object.keys(row)))].toSorted()
      : typeof rows,
  ]);
}
