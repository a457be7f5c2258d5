import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId, type SigningId } from "../../../core/id.ts";
import { type SigningScreen, viewSigningScreen } from "../../../core/screen/view_signing_screen.ts";
import { clockOf } from "../../../core/watch.ts";
import {
  followsSigning,
  SigningScreenChange,
  SigningScreenPage,
} from "../../../views/screen/signing_screen.tsx";
import { type PageEnv, render } from "../render.tsx";
import { unknownSigning } from "../sign/unknown_signing.tsx";
import { type Followed, streamChanges } from "../stream_changes.ts";

type PageContext = Context<PageEnv>;

/** What the open screen of a signing polls; its page is the sign page's address with `?screen=1`. */
export function signingScreenRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/sign/:signingId/screen/status", async (c) => {
    const shown = await find(c, deps);
    if (!shown) return unknownSigning(c);
    if (c.req.query("mark") === shown.mark) return c.body(null, 204);
    const fragment = () => <SigningScreenChange frame={c.var.frame} shown={shown} />;
    return render(c, { page: fragment, fragment });
  });

  app.get("/sign/:signingId/screen/stream", (c) =>
    streamChanges(c, deps, {
      seen: c.req.header("last-event-id") ?? c.req.query("mark"),
      subjects: [c.req.param("signingId")],
      load: async () => followed(await find(c, deps)),
    }));

  return app;
}

/** The whole screen of a signing. */
export async function showSigningScreen(
  c: PageContext,
  deps: Deps,
  signingId: SigningId,
): Promise<Response> {
  const shown = await viewSigningScreen(deps, signingId);
  if (!shown) return unknownSigning(c);
  return render(c, { page: () => <SigningScreenPage frame={c.var.frame} shown={shown} /> });
}

async function find(c: PageContext, deps: Deps): Promise<SigningScreen | undefined> {
  const signingId = parseId("sgn", c.req.param("signingId") ?? "");
  return signingId && await viewSigningScreen(deps, signingId);
}

function followed(shown: SigningScreen | undefined): Followed | undefined {
  if (!shown) return undefined;
  const { signing, merchant, mark, changesIn } = shown;
  const subjects = [signing.signingId, signing.planId, clockOf(merchant.merchantNo)];
  return { mark, open: followsSigning(shown), changesIn, subjects };
}
