import { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { Assets } from "../../views/assets/assets.ts";
import type { AppEnv } from "../app_env.ts";
import { assetRoutes } from "./assets.ts";
import { brandRoutes } from "./brand_routes.ts";
import { cardRoutes } from "./checkout/card_routes.tsx";
import { verificationRoutes } from "./checkout/verification_routes.tsx";
import { checkoutRoutes } from "./checkout/checkout_routes.tsx";
import { codeRoutes } from "./code/code_routes.tsx";
import { guardPages } from "./edge.ts";
import { homeRoutes } from "./home.tsx";
import { languageRoutes } from "./language.ts";
import { legalRoutes } from "./legal_routes.tsx";
import { linkPageRoutes } from "./link/link_routes.tsx";
import { printRoutes } from "./link/print_routes.tsx";
import { returnRoutes } from "./return_routes.ts";
import { orderScreenRoutes } from "./screen/screen_routes.tsx";
import { signingScreenRoutes } from "./screen/signing_screen_routes.tsx";
import { counterRoutes } from "./till/counter_routes.tsx";
import { saleRoutes } from "./till/sale_routes.tsx";
import { unlockRoutes } from "./till/unlock_routes.tsx";
import { tillRoutes } from "./screen/till_routes.tsx";
import { againRoutes } from "./sign/again_routes.tsx";
import { signatureRoutes } from "./sign/signature_routes.tsx";
import { signRoutes } from "./sign/sign_routes.tsx";

interface Given {
  readonly assets: Assets;
  readonly added: readonly Hono<AppEnv>[];
}

/** Everything for people but what is loaded when it is asked for, one line per place. */
export function createPages(deps: Deps, { assets, added }: Given): Hono<AppEnv> {
  const pages = new Hono<AppEnv>();
  guardPages(pages, deps, assets);

  pages.route("/", checkoutRoutes(deps));
  pages.route("/", cardRoutes(deps));
  pages.route("/", verificationRoutes(deps));
  pages.route("/", returnRoutes());
  pages.route("/", codeRoutes(deps));
  pages.route("/", tillRoutes(deps));
  pages.route("/", unlockRoutes(deps));
  pages.route("/", counterRoutes(deps));
  pages.route("/", saleRoutes(deps));
  pages.route("/", orderScreenRoutes(deps));
  pages.route("/", signingScreenRoutes(deps));
  pages.route("/", signRoutes(deps));
  pages.route("/", signatureRoutes(deps));
  pages.route("/", againRoutes(deps));
  pages.route("/", linkPageRoutes(deps));
  pages.route("/", printRoutes(deps));
  pages.route("/", legalRoutes(deps));
  for (const routes of added) pages.route("/", routes);
  pages.route("/", homeRoutes());
  pages.route("/", languageRoutes(deps));
  pages.route("/", brandRoutes(deps));
  pages.route("/", assetRoutes(assets));
  return pages;
}
