import { Hono } from "hono";
import { queueNeeds, viewDesk } from "../../../core/desk/view_desk.ts";
import type { Deps } from "../../../core/deps.ts";
import { desks, paths } from "../../../core/paths.ts";
import { DeskHome } from "../../../views/ops/queues.tsx";
import { permits } from "../../../core/permission/role.ts";
import { permissionFor } from "../../../core/proposal/proposal.ts";
import { HomePage } from "../../../views/staff/home_page.tsx";
import { render } from "../render.tsx";
import { overviewRoutes } from "../console/overview_routes.tsx";
import { accountRoutes } from "./account_routes.tsx";
import { phoneRoutes } from "./phone_routes.tsx";
import { confirmationRoutes } from "./confirmation_routes.tsx";
import { auditRoutes } from "./audit_routes.tsx";
import { joinRoutes } from "./join_routes.tsx";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { ownerRoutes } from "../ops/owner_routes.tsx";
import { placeRoutes } from "./place_routes.tsx";
import { proposalRoutes } from "./proposal_routes.tsx";
import { proposingRoutes } from "./proposing_routes.tsx";
import { signInRoutes } from "./sign_in_routes.tsx";
import { staffRoutes } from "./staff_routes.tsx";

/** What the console of a merchant and the desk of the institution have in common. */
export function deskRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  for (const desk of desks) {
    const given = { deps, desk };
    app.route("/", signInRoutes(given));
    app.route("/", joinRoutes(given));
    app.route("/", confirmationRoutes(given));
    app.route("/", accountRoutes(given));
    app.route("/", phoneRoutes(given));
    app.route("/", staffRoutes(given));
    app.route("/", proposalRoutes(given));
    app.route("/", proposingRoutes(given));
    app.route("/", auditRoutes(given));
  }
  app.route("/", homeRoutes({ deps, desk: "ops" }));
  app.route("/", overviewRoutes({ deps, desk: "console" }));
  app.route("/", placeRoutes({ deps, desk: "console" }));
  app.route("/", ownerRoutes({ deps, desk: "ops" }));
  return app;
}

function homeRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  return new Hono<StaffEnv>().get(paths.desk(desk), needs(given, "signed_in"), async (c) => {
    const { frame, who, here: { staff: { staffId }, place, role } } = c.var;
    const [[passkeys, codesLeft, proposals, alarms], all] = await Promise.all([
      deps.load(
        deps.staff.passkeys(staffId),
        deps.staff.codesLeft(staffId),
        deps.proposals.waiting(place, deps.now()),
        deps.alarms.open(),
      ),
      viewDesk(deps),
    ]);
    const glances = all.filter(({ queue }) => permits(role, queueNeeds[queue]));
    const work = <DeskHome lang={frame.lang} glances={glances} />;
    const waiting = proposals.filter(({ proposedBy, act }) =>
      proposedBy !== staffId && permits(role, permissionFor[act.kind])
    ).length;
    const notWell = permits(role, "jobs:read") && alarms.some(({ state }) =>
      state === "raised"
    );
    const own = { passkeys: passkeys.length, codesLeft, waiting };
    const given = { frame, who, notWell, work, ...own };
    return render(c, { page: () => <HomePage {...given} /> });
  });
}
