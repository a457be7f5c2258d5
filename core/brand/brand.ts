import type { Shades } from "./shades.ts";

/** Sent as it is stored, and never larger. */
export const LOGO_BYTES_MAX = 32 * 1024;

export type LogoType = "png" | "svg";

/** How a merchant number looks to its payers, as its row has it: no page reads anything more for it. */
export interface Brand {
  readonly colour: BrandColour | undefined;
  readonly logo: LogoRef | undefined;
}

/** As it was given, and the shades of it that are drawn. */
export interface BrandColour extends Shades {
  readonly given: string;
}

export interface LogoRef {
  /** SHA-256 of the stored bytes, hex: other bytes are another logo. */
  readonly digest: string;
  readonly type: LogoType;
  /** In px, as it is drawn: pages keep room for it before it comes. */
  readonly width: number;
  readonly height: number;
}

/** A logo as it may be stored. */
export interface CleanLogo {
  readonly type: LogoType;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Why a file is no logo. `part` is the element, attribute or chunk that is not allowed. */
export interface LogoFlaw {
  readonly code:
    | "logo_type"
    | "logo_too_large"
    | "logo_size"
    | "logo_broken"
    | "logo_not_allowed";
  readonly part?: string;
}

const WIDTH_MAX = 160;
const HEIGHT_MAX = 40;
/** A longer strip would be too thin to be seen. */
const RATIO_MAX = 10;

/** What a picture of this size is drawn as; undefined when it is too long. */
export function drawnSize(
  width: number,
  height: number,
): Pick<LogoRef, "width" | "height"> | undefined {
  const ratio = width / height;
  if (!(ratio <= RATIO_MAX && ratio >= 1 / RATIO_MAX)) return undefined;
  const scale = Math.min(WIDTH_MAX / width, HEIGHT_MAX / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
