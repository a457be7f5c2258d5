import type { LogoFlaw } from "../../core/brand/brand.ts";
import { BrandingPage, BrandingPreviewPage } from "../../views/console/branding/branding_page.tsx";
import type { BrandingProblem } from "../../views/console/branding/branding_words.ts";
import { brandOf } from "./brands.ts";
import { type Look, type Looks, looksOf } from "./look.ts";
import { atConsole, viewer } from "./staff_people.ts";

const flaws = [
  "colour",
  "file_missing",
  "file_unread",
  "too_many",
  "logo_type",
  "logo_too_large",
  "logo_size",
  "logo_broken",
] as const satisfies readonly BrandingProblem["code"][];
const notAllowed: LogoFlaw = { code: "logo_not_allowed", part: "foreignObject" };

function branding(given: Partial<Parameters<typeof BrandingPage>[0]> = {}): Look {
  return (frame) => <BrandingPage frame={frame} who={atConsole} brand={undefined} {...given} />;
}

function preview(colour: string): Look {
  const sends = { colour, logo: "keep", file: "" } as const;
  const given = { brand: brandOf(colour), sends, src: undefined };
  return (frame) => <BrandingPreviewPage frame={frame} who={atConsole} {...given} />;
}

/** Every look of how a merchant sets what its payers see of it. */
export const brandingLooks: Looks = {
  "console/branding/none": branding(),
  "console/branding/set": branding({ brand: brandOf("#2f7d4f"), saved: true }),
  "console/branding/viewer": branding({ brand: brandOf("#2f7d4f"), who: viewer }),
  "console/branding/preview": preview("#2f7d4f"),
  "console/branding/preview_pale": preview("#ffe066"),
  "console/branding/preview_red": preview("#d8231f"),
  ...looksOf("console/branding", flaws, (code) => branding({ problem: { code } })),
  "console/branding/logo_not_allowed": branding({ problem: notAllowed }),
};
