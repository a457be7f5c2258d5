import type { Context } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { Mode } from "../../../core/merchant/merchant.ts";
import { paths } from "../../../core/paths.ts";
import { modeOf } from "../../../core/payment/channel_for.ts";
import { viewErased } from "../../../core/erasure/asked_here.ts";
import { ComeInPage } from "../../../views/wallet/come_in_page.tsx";
import { ErasedPage } from "../../../views/wallet/erased_page.tsx";
import { appLink, appOf } from "../app_link.ts";
import { entryRefused } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { erasureHere } from "./erasure_cookie.ts";

/** Nobody is signed in: how to come in, or that the account of whoever was here has been erased. */
export async function comeIn(
  c: Context<PageEnv>,
  deps: Deps,
  status: 200 | 403 = 403,
): Promise<Response> {
  const asked = erasureHere(c, deps);
  const erased = asked === undefined ? undefined : await viewErased(deps, asked);
  if (erased) {
    const frame = { ...c.var.frame, here: paths.wallet() };
    const mode = modeHere(deps);
    return render(c, {
      page: () => <ErasedPage frame={frame} mode={mode} erased={erased} />,
      status,
    });
  }
  const appUrl = await appLink(deps, paths.wallet());
  const frame = { ...c.var.frame, here: paths.wallet() };
  const refused = entryRefused(c);
  return render(c, {
    page: () => (
      <ComeInPage frame={frame} mode={modeHere(deps)} appUrl={appUrl} refused={refused} />
    ),
    status,
  });
}

/** Of a page about nobody's contracts: that of the app it leads to. */
export function modeHere(deps: Deps): Mode {
  const app = appOf(deps);
  return app ? modeOf(app.name) : "live";
}
