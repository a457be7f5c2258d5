import type { Page } from "playwright-core";
import { decodeQR } from "qr/decode.js";

/** Lets the decoder take its time: by default it hurries, as a camera's does. */
const LOOK_MS = 2_000;
const MARGIN_PX = 16;

/** What a scanner reads from a picture of the page around its code; throws when it finds none in it. */
export async function codeInPicture(page: Page): Promise<string> {
  const box = await page.locator(".code").boundingBox();
  if (!box) throw new Error("Cannot read a code: the page shows none");
  const clip = {
    x: Math.max(0, box.x - MARGIN_PX),
    y: Math.max(0, box.y - MARGIN_PX),
    width: box.width + 2 * MARGIN_PX,
    height: box.height + 2 * MARGIN_PX,
  };
  const picture = await page.screenshot({ animations: "disabled", clip });
  const { width, height, pixels } = await pixelsOf(page, picture.toString("base64"));
  const data = Uint8Array.fromBase64(pixels);
  return decodeQR({ width, height, data }, { format: "RGBA", timeLimit: LOOK_MS });
}

/** PNG to pixels, by the browser itself, in a page with nothing on it. */
async function pixelsOf(page: Page, png: string) {
  const blank = await page.context().newPage();
  try {
    return await blank.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const { width, height } = image;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      if (!context) throw new TypeError("Cannot read the picture: no canvas");
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      let text = "";
      for (let at = 0; at < data.length; at += 8_192) {
        text += String.fromCharCode(...data.subarray(at, at + 8_192));
      }
      return { width, height, pixels: btoa(text) };
    }, png);
  } finally {
    await blank.close();
  }
}
