import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { type SignAgain, signAgain, viewSignAgain } from "../../../core/signing/sign_again.ts";
import { AgainPage } from "../../../views/sign/again_page.tsx";
import { type PageEnv, render } from "../render.tsx";
import { unknownSigning as unknown } from "./unknown_signing.tsx";

/** The link that leads to a new signing in place of a contract of another channel. */
export function againRoutes(deps: Deps): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get(paths.signAgain(":contractId", ":token"), (c) => show(c))
    .post(paths.signAgain(":contractId", ":token"), async (c) => {
      const link = linkOf(c);
      const opened = link && await signAgain(deps, link);
      // Its plan, its number or the contract itself may stand otherwise by now: the page says how it is.
      return opened?.ok
        ? c.redirect(paths.sign(opened.value.signing.signingId), 303)
        : await show(c, true);
    });

  async function show(c: Context<PageEnv>, refused = false): Promise<Response> {
    const link = linkOf(c);
    const found = link && await viewSignAgain(deps, link);
    if (!found) return unknown(c);
    const { contract, owner, due } = found;
    const given = {
      frame: c.var.frame,
      contract,
      owner,
      due,
      refused: due && refused,
      token: link.token,
    };
    return render(c, {
      page: () => <AgainPage {...given} />,
      ...(given.refused ? { status: 409 } : {}),
    });
  }
}

function linkOf(c: Context<PageEnv>): SignAgain | undefined {
  const contractId = parseId("ctr", c.req.param("contractId") ?? "");
  return contractId && { contractId, token: c.req.param("token") ?? "" };
}
