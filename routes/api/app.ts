import { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { Assets } from "../../views/assets/assets.ts";
import type { AppEnv } from "../app_env.ts";
import type { ProgramPlace } from "../added.ts";
import { guardApi } from "./edge.ts";
import { embedScriptRoutes } from "./embed_script.ts";
import { linkFileRoutes } from "./link_files.tsx";
import { noticeRoutes } from "./notify/notice_routes.ts";
import { createDocument, type OpenApiDocument, openapiRoutes } from "./openapi.ts";
import { appApplicationRoutes } from "./v1/app_applications.ts";
import { contractCardRoutes } from "./v1/contract_card.ts";
import { contractMoveRoutes, contractRoutes } from "./v1/contracts.ts";
import { arrearRoutes } from "./v1/arrears.ts";
import { deductionNoticeRoutes } from "./v1/deduction_notices.ts";
import { deductionRoutes } from "./v1/deductions.ts";
import { embeddingRoutes } from "./v1/embedding.ts";
import { eventRoutes } from "./v1/events.ts";
import { keyRoutes } from "./v1/keys.ts";
import { linkRoutes } from "./v1/links.ts";
import { merchantApplicationRoutes } from "./v1/merchant_applications.ts";
import { merchantRoutes } from "./v1/merchants.ts";
import { orderRoutes } from "./v1/orders.ts";
import { paymentRoutes } from "./v1/payments.ts";
import { planRoutes } from "./v1/plans.ts";
import { disputeRoutes } from "./v1/disputes.ts";
import { refundRoutes } from "./v1/refunds.ts";
import { screenRoutes } from "./v1/screens.ts";
import { signingRoutes } from "./v1/signings.ts";
import { upsdkRoutes } from "./v1/upsdk_configurations.ts";
import { webhookEndpointRoutes } from "./v1/webhook_endpoints.ts";
import { statementRoutes } from "./v1/statements.ts";
import { wellKnownRoutes } from "./well_known.ts";

/** Everything for programs, one line per place, and its description. */
export function createApi(
  deps: Deps,
  assets: Assets,
  added: readonly ProgramPlace[],
  health: Hono,
): { readonly api: Hono<AppEnv>; readonly document: () => Promise<OpenApiDocument> } {
  const api = new Hono<AppEnv>();
  guardApi(api, deps);

  api.route("/v1/orders", orderRoutes(deps));
  api.route("/v1/merchants", merchantRoutes(deps));
  api.route("/v1/merchant_applications", merchantApplicationRoutes(deps));
  api.route("/v1/app_applications", appApplicationRoutes(deps));
  api.route("/v1/keys", keyRoutes(deps));
  api.route("/v1/webhook_endpoints", webhookEndpointRoutes(deps));
  api.route("/v1/embedding", embeddingRoutes(deps));
  api.route("/v1/events", eventRoutes(deps));
  api.route("/v1/payments", paymentRoutes(deps));
  api.route("/v1/upsdk_configurations", upsdkRoutes(deps));
  api.route("/v1/refunds", refundRoutes(deps));
  api.route("/v1/statements", statementRoutes(deps));
  api.route("/v1/disputes", disputeRoutes(deps));
  api.route("/v1/deductions", deductionRoutes(deps));
  api.route("/v1/arrears", arrearRoutes(deps));
  api.route("/v1/contracts", deductionNoticeRoutes(deps));
  api.route("/v1/plans", planRoutes(deps));
  api.route("/v1/signings", signingRoutes(deps));
  api.route("/v1/contracts", contractRoutes(deps));
  api.route("/v1/contracts", contractCardRoutes(deps));
  api.route("/v1/contract_move", contractMoveRoutes(deps));
  api.route("/v1/links", linkRoutes(deps));
  api.route("/v1/screens", screenRoutes(deps));
  for (const { path, routes } of added) api.route(path, routes);

  const document = createDocument(api, deps);
  api.route("/", openapiRoutes(document));
  api.route("/", wellKnownRoutes(deps));
  api.route("/", noticeRoutes(deps));
  api.route("/", embedScriptRoutes(assets));
  api.route("/", linkFileRoutes(deps));
  api.route("/", health);
  return { api, document };
}
