import { type Context, Hono } from "hono";
import { type Brand, type CleanLogo, LOGO_BYTES_MAX } from "../../../../core/brand/brand.ts";
import { cleanLogo } from "../../../../core/brand/clean_logo.ts";
import { setBrand } from "../../../../core/brand/set_brand.ts";
import { readColour, shadesOf } from "../../../../core/brand/shades.ts";
import type { Deps } from "../../../../core/deps.ts";
import { paths } from "../../../../core/paths.ts";
import { ok, rejected, type Result } from "../../../../core/result.ts";
import {
  BrandingPage,
  BrandingPreviewPage,
  type BrandingTyped,
  type LogoAct,
  logoActs,
} from "../../../../views/console/branding/branding_page.tsx";
import type { BrandingProblem } from "../../../../views/console/branding/branding_words.ts";
import { render } from "../../render.tsx";
import { readForm } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { staffCaller } from "../staff_caller.ts";

const TYPED_MAX = 20;
const TYPES = { png: "image/png", svg: "image/svg+xml" } as const;

/** How a merchant number looks to its payers: a form, a preview, and only then a change. */
export function brandingRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;
  const writes = needs(given, "merchant_settings:write");

  app.get(
    paths.consoleBranding(),
    needs(given, "merchant_settings:read"),
    (c) => show(c, { saved: c.req.query("saved") === "1" }),
  );

  app.post(paths.consoleBrandingPreview(), writes, async (c) => {
    const form = await c.req.formData().catch(() => undefined);
    if (!form) return show(c, { problem: { code: "file_unread" } });
    const typed = typedIn(form.get("colour"), form.get("logo"));
    const file = form.get("file");
    const bytes = file instanceof File
      ? new Uint8Array(await file.arrayBuffer())
      : new Uint8Array();
    const wanted = await readWanted(typed, bytes);
    if (!wanted.ok) return show(c, { typed, problem: wanted.error });
    const { colour, logo } = wanted.value;
    const kept = c.var.here.merchant?.brand?.logo;
    const brand: Brand = {
      colour: colour === undefined ? undefined : { given: colour, ...shadesOf(colour) },
      logo: logo === "keep" ? kept : logo === "none" ? undefined : { ...logo, digest: "" },
    };
    const fresh = typeof logo === "string" ? undefined : logo;
    const { frame, who } = c.var;
    const shown = {
      frame,
      who,
      brand,
      sends: {
        colour: colour ?? "",
        logo: typed.logo,
        file: fresh?.bytes.toBase64({ alphabet: "base64url", omitPadding: true }) ?? "",
      },
      src: fresh && `data:${TYPES[fresh.type]};base64,${fresh.bytes.toBase64()}`,
    };
    return render(c, { page: () => <BrandingPreviewPage {...shown} /> });
  });

  // What comes back from the preview is a stranger's file as much as the first was.
  app.post(paths.consoleBranding(), writes, async (c) => {
    const form = await readForm(c);
    const typed = typedIn(form.get("colour"), form.get("logo"));
    const bytes = decoded(form.get("file") ?? "");
    const wanted = bytes ? await readWanted(typed, bytes) : undefined;
    if (!wanted) return show(c, { typed, problem: { code: "file_unread" } });
    if (!wanted.ok) return show(c, { typed, problem: wanted.error });
    const set = await setBrand(deps, { caller: staffCaller(c), ...wanted.value });
    if (!set.ok) return show(c, { typed, problem: { code: "too_many" } });
    return c.redirect(`${paths.consoleBranding()}?saved=1`, 303);
  });

  return app;

  function show(
    c: Context<StaffEnv>,
    { typed, problem, saved }: {
      readonly typed?: BrandingTyped;
      readonly problem?: BrandingProblem;
      readonly saved?: boolean;
    },
  ): Response {
    const { frame, who } = c.var;
    const shown = { frame, who, brand: who.merchant?.brand, typed, problem, saved: saved ?? false };
    return render(c, {
      page: () => <BrandingPage {...shown} />,
      ...(problem ? { status: 422 } : {}),
    });
  }
}

interface Wanted {
  readonly colour: string | undefined;
  readonly logo: CleanLogo | "keep" | "none";
}

/** What a form asks for, its file cleaned. */
async function readWanted(
  typed: BrandingTyped,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<Wanted, BrandingProblem>> {
  const colour = typed.colour === "" ? undefined : readColour(typed.colour);
  if (typed.colour !== "" && colour === undefined) return rejected({ code: "colour" });
  if (typed.logo !== "file") return ok({ colour, logo: typed.logo });
  if (bytes.length === 0) return rejected({ code: "file_missing" });
  const logo = await cleanLogo(bytes);
  return logo.ok ? ok({ colour, logo: logo.value }) : logo;
}

function typedIn(colour: unknown, logo: unknown): BrandingTyped {
  return {
    colour: typeof colour === "string" ? colour.trim().slice(0, TYPED_MAX) : "",
    logo: logoActs.find((each): each is LogoAct => each === logo) ?? "none",
  };
}

function decoded(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length > LOGO_BYTES_MAX * 4 / 3 + 4) return undefined;
  try {
    return Uint8Array.fromBase64(text, { alphabet: "base64url" });
  } catch {
    return undefined;
  }
}
