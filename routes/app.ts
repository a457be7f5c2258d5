import { Hono } from "hono";
import type { Deps } from "../core/deps.ts";
import type { Assets } from "../views/assets/assets.ts";
import { createDocument, openapiRoutes } from "./api/openapi.ts";
import { contractRoutes } from "./api/v1/contracts.ts";
import { deductionNoticeRoutes } from "./api/v1/deduction_notices.ts";
import { deductionRoutes } from "./api/v1/deductions.ts";
import { embeddingRoutes } from "./api/v1/embedding.ts";
import { eventRoutes } from "./api/v1/events.ts";
import { keyRoutes } from "./api/v1/keys.ts";
import { linkRoutes } from "./api/v1/links.ts";
import { orderRoutes } from "./api/v1/orders.ts";
import { planRoutes } from "./api/v1/plans.ts";
import { refundRoutes } from "./api/v1/refunds.ts";
import { screenRoutes } from "./api/v1/screens.ts";
import { signingRoutes } from "./api/v1/signings.ts";
import { testHelperRoutes } from "../sandbox/helpers/test_helper_routes.ts";
import { webhookEndpointRoutes } from "./api/v1/webhook_endpoints.ts";
import type { AppEnv } from "./app_env.ts";
import { assetRoutes } from "./pages/assets.ts";
import { checkoutRoutes } from "./pages/checkout/checkout_routes.tsx";
import { codeRoutes } from "./pages/code/code_routes.tsx";
import { demoRoutes } from "../sandbox/demo/demo_routes.tsx";
import { demoShopRoutes } from "../sandbox/demo/shop_routes.tsx";
import { docsRoutes } from "./pages/docs/docs_routes.tsx";
import { embedScriptRoutes } from "./pages/embed_script.ts";
import { healthRoutes } from "./api/health.ts";
import { languageRoutes } from "./pages/language.ts";
import { linkPageRoutes } from "./pages/link/link_routes.tsx";
import { printRoutes } from "./pages/link/print_routes.tsx";
import { guardEdge } from "./middleware/edge.ts";
import { noticeRoutes } from "./api/notify/notice_routes.ts";
import { sandboxRoutes } from "../sandbox/pages/sandbox_routes.ts";
import { orderScreenRoutes } from "./pages/screen/screen_routes.tsx";
import { tillRoutes } from "./pages/screen/till_routes.tsx";
import { signRoutes } from "./pages/sign/sign_routes.tsx";
import { walletRoutes } from "./pages/wallet/wallet_routes.tsx";
import { wellKnownRoutes } from "./api/well_known.ts";

/** The whole portal: what every request passes, then one line per route group. */
export function createApp(deps: Deps, assets: Assets): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  guardEdge(app, deps, assets);

  app.route("/v1/orders", orderRoutes(deps));
  app.route("/v1/keys", keyRoutes(deps));
  app.route("/v1/webhook_endpoints", webhookEndpointRoutes(deps));
  app.route("/v1/embedding", embeddingRoutes(deps));
  app.route("/v1/events", eventRoutes(deps));
  app.route("/v1/refunds", refundRoutes(deps));
  app.route("/v1/deductions", deductionRoutes(deps));
  app.route("/v1/contracts", deductionNoticeRoutes(deps));
  app.route("/v1/plans", planRoutes(deps));
  app.route("/v1/signings", signingRoutes(deps));
  app.route("/v1/contracts", contractRoutes(deps));
  app.route("/v1/links", linkRoutes(deps));
  app.route("/v1/screens", screenRoutes(deps));
  if (deps.config.sandbox) app.route("/v1/test_helpers", testHelperRoutes(deps));

  app.route("/", checkoutRoutes(deps));
  app.route("/", codeRoutes(deps));
  app.route("/", tillRoutes(deps));
  app.route("/", orderScreenRoutes(deps));
  app.route("/", signRoutes(deps));
  app.route("/", walletRoutes(deps));
  app.route("/", linkPageRoutes(deps));
  app.route("/", printRoutes(deps));

  const document = createDocument(app, deps);
  app.route("/", openapiRoutes(document));
  app.route("/", docsRoutes(deps, document));
  app.route("/", wellKnownRoutes(deps));
  app.route("/", noticeRoutes(deps));
  app.route("/", sandboxRoutes(deps));
  app.route("/", demoRoutes(deps));
  app.route("/", demoShopRoutes(deps, assets));

  app.route("/", languageRoutes(deps));
  app.route("/", assetRoutes(assets));
  app.route("/", embedScriptRoutes(assets));
  app.route("/", healthRoutes(deps));
  return app;
}
