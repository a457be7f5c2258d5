import type { Context } from "hono";
import { UnknownSigning, UnknownSigningPage } from "../../../views/sign/unknown_signing_page.tsx";
import { type PageEnv, render } from "../render.tsx";

/** 404: no signing has this id. */
export function unknownSigning(c: Context<PageEnv>): Response {
  const { frame } = c.var;
  return render(c, {
    page: () => <UnknownSigningPage frame={frame} />,
    fragment: () => <UnknownSigning frame={frame} />,
    status: 404,
  });
}
