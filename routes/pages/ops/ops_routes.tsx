import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { StaffEnv } from "../staff/needs.tsx";
import { appRoutes } from "./app_routes.tsx";
import { applicationRoutes } from "./application_routes.tsx";
import { bankLineRoutes } from "./bank_line_routes.tsx";
import { blockRoutes } from "./block_routes.tsx";
import { bookRoutes } from "./book_routes.tsx";
import { complaintRoutes } from "./complaint_routes.tsx";
import { differenceRoutes } from "./difference_routes.tsx";
import { enterpriseRoutes } from "./enterprise_routes.tsx";
import { goingLiveRoutes } from "./going_live_routes.tsx";
import { merchantRoutes } from "./merchant_routes.tsx";
import { healthRoutes } from "./health_routes.tsx";
import { institutionRoutes } from "./institution_routes.tsx";
import { planRoutes } from "./plan_routes.tsx";
import { queueRoutes } from "./queue_routes.tsx";
import { reconciliationRoutes } from "./reconciliation_routes.tsx";
import { rootApplicationRoutes } from "./root_application_routes.tsx";
import { searchRoutes } from "./search_routes.tsx";
import { transferRefundRoutes } from "./transfer_refund_routes.tsx";
import { unclearRoutes } from "./unclear_routes.tsx";

/** The institution's desk: what waits for a person, and whatever has a number. */
export function opsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "ops" } as const;
  app.route("/", queueRoutes(given));
  app.route("/", unclearRoutes(given));
  app.route("/", applicationRoutes(given));
  app.route("/", rootApplicationRoutes(given));
  app.route("/", appRoutes(given));
  app.route("/", planRoutes(given));
  app.route("/", enterpriseRoutes(given));
  app.route("/", merchantRoutes(given));
  app.route("/", goingLiveRoutes(given));
  app.route("/", healthRoutes(given));
  app.route("/", institutionRoutes(given));
  app.route("/", bankLineRoutes(given));
  app.route("/", transferRefundRoutes(given));
  app.route("/", blockRoutes(given));
  app.route("/", bookRoutes(given));
  app.route("/", complaintRoutes(given));
  app.route("/", differenceRoutes(given));
  app.route("/", reconciliationRoutes(given));
  app.route("/", searchRoutes(given));
  return app;
}
