import { rejected, type Result } from "../result.ts";
import { type CleanLogo, LOGO_BYTES_MAX, type LogoFlaw } from "./brand.ts";
import { cleanPng, isPng } from "./clean_png.ts";
import { cleanSvg } from "./clean_svg.ts";

/**
 * A logo made anew from a stranger's file: what it draws, and nothing else that was in it. What it says it is counts for
 * nothing; its first bytes do.
 */
export async function cleanLogo(
  file: Uint8Array<ArrayBuffer>,
): Promise<Result<CleanLogo, LogoFlaw>> {
  if (file.length > LOGO_BYTES_MAX) return rejected({ code: "logo_too_large" });
  const cleaned = isPng(file) ? await cleanPng(file) : cleanSvg(file);
  if (!cleaned.ok) return cleaned;
  // Packed anew it may have grown.
  return cleaned.value.bytes.length > LOGO_BYTES_MAX
    ? rejected({ code: "logo_too_large" })
    : cleaned;
}
