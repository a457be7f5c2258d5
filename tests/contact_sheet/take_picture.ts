import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";

const IMAGES = new URL("../../docs/images/", import.meta.url);

/** A page has few besides the edges of its letters; with more, its picture grows and looks the same. */
const COLOURS_MAX = 64;

interface Picture {
  /** Its name in docs/images, without `.webp`. */
  readonly name: string;
  /** In CSS px, from the top left corner. */
  readonly width: number;
  readonly height: number;
}

/** Writes what is seen of the page into docs/images, and answers its size in bytes. */
export async function takePicture(
  page: Page,
  { name, width, height }: Picture,
): Promise<number> {
  const clip = { x: 0, y: 0, width, height };
  const shot = await page.screenshot({ fullPage: true, animations: "disabled", clip });
  const few = await sharp(shot).png({ colours: COLOURS_MAX, dither: 0 }).toBuffer();
  const file = fileURLToPath(new URL(`${name}.webp`, IMAGES));
  return (await sharp(few).webp({ lossless: true }).toFile(file)).size;
}
