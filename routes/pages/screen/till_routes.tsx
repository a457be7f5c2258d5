import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { pairScreen } from "../../../core/screen/pair_screen.ts";
import { type Till, viewTill } from "../../../core/screen/view_till.ts";
import { PairingPage } from "../../../views/screen/pairing_page.tsx";
import { paths } from "../../../core/paths.ts";
import { sourceOf } from "../../source.ts";
import { refuseTooMany } from "../refuse.tsx";
import { type PageEnv, render } from "../render.tsx";
import { streamChanges } from "../stream_changes.ts";
import { followed, showChange, showScreen } from "./screen_routes.tsx";
import { rememberTill, tillTokenOf } from "./till_cookie.ts";

type PageContext = Context<PageEnv>;

const TYPED_MAX = 40;

/** A till: paired once, then it shows each order its merchant number opens. */
export function tillRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get(paths.till(), async (c) => {
    const till = await find(c, deps);
    return till ? showScreen(c, till, "till") : pairing(c, deps);
  });

  app.post(paths.tillPairing(), async (c) => {
    const { code } = await c.req.parseBody();
    const typed = typeof code === "string" ? code.slice(0, TYPED_MAX) : "";
    const paired = await pairScreen(deps, { typed, source: await sourceOf(c, deps) });
    if (!paired.ok) {
      const { error } = paired;
      return error.code === "too_many_requests" ? refuseTooMany(c, error) : pairing(c, deps, typed);
    }
    rememberTill(c, deps, paired.value.tillToken);
    return c.redirect(paths.till(), 303);
  });

  // The form stands on the till's own page, which is not above this address.
  app.get(paths.tillPairing(), (c) => c.redirect(paths.till(), 303));

  app.get(paths.tillStatus(), async (c) => {
    const till = await find(c, deps);
    if (till) return showChange(c, till, "till");
    // Unpaired: the whole page is a different one.
    c.header("HX-Refresh", "true");
    return c.body(null, 204);
  });

  app.get(paths.tillStream(), async (c) => {
    let paired = false;
    const load = async () => {
      const till = await find(c, deps);
      // Once unpaired, a polling page is told to reload.
      if (!till) return paired ? { mark: "unpaired", open: false } : undefined;
      paired = true;
      return followed(till, "till", [till.screen.screenId, till.merchant.merchantNo]);
    };
    return await streamChanges(c, deps, {
      seen: c.req.header("last-event-id") ?? c.req.query("mark"),
      subjects: [],
      till: tillTokenOf(c, deps),
      load,
    });
  });

  return app;
}

async function find(c: PageContext, deps: Deps): Promise<Till | undefined> {
  const token = tillTokenOf(c, deps);
  return token === undefined ? undefined : await viewTill(deps, token);
}

/** The form for the short code; a token that no screen has belongs to an unpaired one. */
function pairing(c: PageContext, deps: Deps, refused?: string): Response {
  const { frame } = c.var;
  const unpaired = tillTokenOf(c, deps) !== undefined;
  return render(c, {
    page: () => <PairingPage frame={frame} refused={refused} unpaired={unpaired} />,
    status: refused === undefined ? 200 : 422,
  });
}
