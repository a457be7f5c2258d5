import type { Context } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { paths } from "../../../core/paths.ts";
import { digestTillToken } from "../../../core/screen/pair_screen.ts";
import type { OpenTill } from "../../../core/till/till.ts";
import { LockedPage, type PinProblem } from "../../../views/till/locked_page.tsx";
import { type PageEnv, render } from "../render.tsx";
import { tillTokenOf } from "../screen/till_cookie.ts";
import { tillHere } from "./session_cookie.ts";

type PageContext = Context<PageEnv>;

/** Answers with the unlocked till of this browser, and where there is none with the form that unlocks it. */
export function withTill(deps: Deps) {
  return async (
    c: PageContext,
    answer: (till: OpenTill) => Response | Promise<Response>,
  ): Promise<Response> => {
    const till = await tillHere(c, deps);
    if (till) return await answer(till);
    // The form leads to the till's first page, so that is where it stands.
    return c.req.path === paths.counter()
      ? await showLocked(c, deps)
      : c.redirect(paths.counter(), 303);
  };
}

/** A browser that is no till is sent to be paired. */
export async function showLocked(
  c: PageContext,
  deps: Deps,
  problem?: PinProblem,
): Promise<Response> {
  const token = tillTokenOf(c, deps);
  const digest = token === undefined ? undefined : await digestTillToken(token);
  const [screen, merchant] = digest === undefined
    ? []
    : await deps.load(deps.screens.byTokenDigest(digest), deps.screens.merchant(digest));
  if (!screen || !merchant) return c.redirect(paths.till(), 303);
  const shown = {
    mode: merchant.mode,
    name: screen.name,
    hasPin: screen.pin !== undefined,
    problem,
  };
  return render(c, {
    page: () => <LockedPage frame={c.var.frame} {...shown} />,
    status: problem === undefined ? 200 : problem.code === "too_many_requests" ? 429 : 422,
  });
}
