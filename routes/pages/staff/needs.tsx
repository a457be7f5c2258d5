import type { Hono, MiddlewareHandler } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { type Desk, desks, paths } from "../../../core/paths.ts";
import type { Permission } from "../../../core/permission/permission.ts";
import { permits } from "../../../core/permission/role.ts";
import { openPerson } from "../../../core/staff/seal_staff.ts";
import { isConfirmed, type SignedIn } from "../../../core/staff/session.ts";
import type { Who } from "../../../views/staff/desk.tsx";
import { MovedPage } from "../../../views/staff/moved_page.tsx";
import { ForbiddenPage } from "../../../views/staff/forbidden_page.tsx";
import { SignedOutFragment } from "../../../views/staff/signed_out_fragment.tsx";
import type { AppEnv } from "../../app_env.ts";
import { type PageEnv, render } from "../render.tsx";
import { drawnElsewhere, drawnFor } from "./drawn_for.ts";
import { staffHere } from "./staff_session.ts";

/** Permissions, or only to be signed in, or nothing: a page for whoever is not signed in yet. */
export type Need = Permission | readonly Permission[] | "signed_in" | "nobody";

/** What the handlers of a desk find in the context. */
export interface StaffEnv {
  Variables: PageEnv["Variables"] & { here: SignedIn; who: Who };
}

export interface DeskDeps {
  readonly deps: Deps;
  readonly desk: Desk;
}

const declared = new WeakMap<object, Need>();

/** What a handler was declared to need. */
export function needOf(handler: object): Need | undefined {
  return declared.get(handler);
}

/**
 * The one declaration of who may use a route. `confirmed`: a dangerous act, for which a passkey was used within the last
 * two minutes. `anywhere`: about the person alone, whichever merchant number its form was drawn for.
 */
export function needs(
  { deps, desk }: DeskDeps,
  need: Need,
  { confirmed = false, anywhere = false }: {
    readonly confirmed?: boolean;
    readonly anywhere?: boolean;
  } = {},
): MiddlewareHandler<StaffEnv> {
  const check: MiddlewareHandler<StaffEnv> = async (c, next) => {
    if (need === "nobody") return await next();
    const here = await staffHere(c, deps, desk);
    if (!here) {
      const { frame } = c.var;
      if (c.req.header("HX-Request") === undefined) {
        return c.redirect(paths.signIn(desk, frame.here), 303);
      }
      const fragment = () => <SignedOutFragment frame={frame} desk={desk} />;
      return render(c, { page: fragment, fragment, status: 401 });
    }
    const who = await whoIs(deps, here);
    const moved = c.req.method === "POST" && here.place !== undefined && !anywhere
      ? await drawnElsewhere(c, here)
      : undefined;
    if (moved && here.place !== undefined) {
      const given = { frame: c.var.frame, who, place: here.place, ...moved };
      return render(c, { page: () => <MovedPage {...given} />, status: 409 });
    }
    if (need !== "signed_in" && ![need].flat().every((each) => permits(here.role, each))) {
      const page = () => <ForbiddenPage frame={c.var.frame} desk={desk} who={who} />;
      return render(c, { page, status: 403 });
    }
    if (confirmed && !isConfirmed(here.session, deps.now())) {
      return c.redirect(paths.confirmation(desk, c.var.frame.here), 303);
    }
    c.set("here", here);
    c.set("who", who);
    await next();
    const isPage = c.res.headers.get("Content-Type")?.startsWith("text/html") ?? false;
    if (isPage && here.place !== undefined) c.res = await drawnFor(c.res, here);
    return undefined;
  };
  declared.set(check, need);
  return check;
}

/** Throws where a route of a desk does not say who may use it. */
export function assertDeclared({ routes }: Hono<AppEnv>): void {
  const ofDesks = routes.filter(({ method, path }) =>
    method !== "ALL" && desks.some((desk) => `${path}/`.startsWith(`/${desk}/`))
  );
  const said = new Set(
    ofDesks.filter(({ handler }) => needOf(handler)).map(({ method, path }) => `${method} ${path}`),
  );
  const silent = ofDesks.find(({ method, path }) => !said.has(`${method} ${path}`));
  if (silent) throw new TypeError(`Cannot serve ${silent.method} ${silent.path}: who may use it?`);
}

async function whoIs(
  deps: Deps,
  { staff, role, merchant, reach }: SignedIn,
): Promise<Who> {
  const { name = "" } = await openPerson(deps.vault, staff);
  return { staffId: staff.staffId, role, name, merchant, reach };
}
