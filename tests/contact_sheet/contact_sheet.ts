import { paths } from "../../core/paths.ts";
import { openBrowser } from "../support/browser.ts";
import { DRAWER } from "../support/drawing.ts";
import { EMPTY_PLACE, gallery, placeOf } from "../support/gallery.ts";
import { openPortal, serveLoopback } from "../support/portal.ts";
import { drawSheet } from "./draw_sheet.ts";
import { familyNames, looksOfFamily } from "./families.ts";
import { takePicture } from "./take_picture.ts";

/** The README's pictures: a look each, at this size. */
const PICTURES = [
  { name: "checkout", look: "checkout/payable", lang: "zh", width: 360, height: 740 },
  { name: "paid", look: "checkout/paid", lang: "zh", width: 360, height: 740 },
  { name: "code", look: "checkout/scanning", lang: "en", width: 1_000, height: 640 },
  { name: "receiver", look: "demo/receiver/some", lang: "en", width: 1_000, height: 640 },
  { name: "sign", look: "sign/ready", lang: "zh", width: 360, height: 740 },
  { name: "console", look: "console/home", lang: "en", width: 1_024, height: 656 },
  { name: "till", look: "till/day", lang: "zh", width: 360, height: 740 },
] as const;
/** Made of documents, so no look: its examples name the portal that a start without configuration serves. */
const DOCS = { name: "docs", lang: "en", width: 1_000, height: 640 } as const;
const DEMO_URL = "http://localhost:8000";
/** On one sheet: a WebP picture is at most 16,383 px high. */
const LOOKS_MAX = 40;
const drawn = new Set<string>();

const browser = await openBrowser();
for (const family of await familyNames()) {
  const looks = await looksOfFamily(family);
  const app = await gallery(looks);
  const site = serveLoopback((request) => app.fetch(request));

  const { page } = await browser.openPage({ width: 1280, reducedMotion: true });
  // No theme of its own, so that each look has its own.
  await page.emulateMedia({ colorScheme: null });
  await page.goto(site.url + EMPTY_PLACE);
  await page.evaluate(DRAWER);
  const names = Object.keys(looks);
  for (let from = 0; from < names.length; from += LOOKS_MAX) {
    const part = names.slice(from, from + LOOKS_MAX);
    const name = from === 0 ? `pages_${family}` : `pages_${family}_${from / LOOKS_MAX + 1}`;
    const size = await drawSheet(page, app, part);
    const bytes = await takePicture(page, { name, ...size });
    console.log(`${name}: ${part.length} looks, ${Math.ceil(bytes / 1_000)} kB`);
  }
  await page.context().close();

  for (const picture of PICTURES.filter(({ look }) => look in looks)) {
    const { page } = await browser.openPage({ ...picture, pixels: 2, reducedMotion: true });
    await page.goto(site.url + placeOf(picture.look));
    await takePicture(page, picture);
    drawn.add(picture.name);
    await page.context().close();
  }
  await site.close();
}

const portal = await openPortal({ config: { publicUrl: DEMO_URL } });
const { page } = await browser.openPage({ ...DOCS, pixels: 2, reducedMotion: true });
await page.goto(portal.url + paths.docs());
await takePicture(page, DOCS);
await browser.close();
await portal.close();

const missing = PICTURES.filter(({ name }) => !drawn.has(name)).map(({ look }) => look);
if (missing.length > 0) throw new Error(`Cannot draw for the README: no look ${missing}`);
