import { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { Assets } from "../../views/assets/assets.ts";
import type { Library } from "../../views/docs/library.ts";
import type { OpenApiDocument } from "../api/openapi.ts";
import type { AppEnv } from "../app_env.ts";
import { assetRoutes } from "./assets.ts";
import { brandRoutes } from "./brand_routes.ts";
import { cardRoutes } from "./checkout/card_routes.tsx";
import { verificationRoutes } from "./checkout/verification_routes.tsx";
import { checkoutRoutes } from "./checkout/checkout_routes.tsx";
import { codeRoutes } from "./code/code_routes.tsx";
import { docsRoutes } from "./docs/docs_routes.tsx";
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
import { arrearRoutes } from "./wallet/arrear_routes.tsx";
import { walletDisputeRoutes } from "./wallet/dispute_routes.tsx";
import { deviceCardRoutes } from "./wallet/device_card_routes.tsx";
import { chargingRoutes } from "./wallet/charging_routes.tsx";
import { accountRoutes } from "./wallet/account_routes.tsx";
import { messageRoutes } from "./wallet/message_routes.tsx";
import { receiptRoutes } from "./wallet/receipt_routes.tsx";
import { recoveryRoutes } from "./wallet/recovery_routes.tsx";
import { deviceRoutes } from "./wallet/device_routes.tsx";
import { confirmationRoutes } from "./wallet/confirmation_routes.tsx";
import { passkeyRoutes } from "./wallet/passkey_routes.tsx";
import { phoneRoutes } from "./wallet/phone_routes.tsx";
import { pinRoutes } from "./wallet/pin_routes.tsx";
import { phoneSignInRoutes } from "./wallet/sign_in_routes.tsx";
import { limitRoutes } from "./wallet/limit_routes.tsx";
import { switchRoutes } from "./wallet/switch_routes.tsx";
import { walletCardRoutes } from "./wallet/card_routes.tsx";
import { walletRoutes } from "./wallet/wallet_routes.tsx";

interface Given {
  readonly assets: Assets;
  /** What the reference is drawn from. */
  readonly document: () => Promise<OpenApiDocument>;
  readonly library: () => Promise<Library>;
  /** A key that the reference's first request may show. */
  readonly exampleKey: () => string | undefined;
  readonly added: readonly Hono<AppEnv>[];
}

/** Everything for people but what staff alone use, one line per place. */
export function createPages(
  deps: Deps,
  { assets, document, library, exampleKey, added }: Given,
): Hono<AppEnv> {
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
  pages.route("/", walletRoutes(deps));
  pages.route("/", walletCardRoutes(deps));
  pages.route("/", chargingRoutes(deps));
  pages.route("/", arrearRoutes(deps));
  pages.route("/", phoneRoutes(deps));
  pages.route("/", walletDisputeRoutes(deps));
  pages.route("/", receiptRoutes(deps));
  pages.route("/", phoneSignInRoutes(deps));
  pages.route("/", switchRoutes(deps));
  pages.route("/", deviceRoutes(deps));
  pages.route("/", deviceCardRoutes(deps));
  pages.route("/", limitRoutes(deps));
  pages.route("/", messageRoutes(deps));
  pages.route("/", accountRoutes(deps));
  pages.route("/", recoveryRoutes(deps));
  pages.route("/", passkeyRoutes(deps));
  pages.route("/", pinRoutes(deps));
  pages.route("/", confirmationRoutes(deps));
  pages.route("/", linkPageRoutes(deps));
  pages.route("/", printRoutes(deps));
  pages.route("/", legalRoutes(deps));
  pages.route("/", docsRoutes(deps, { document, library, exampleKey }));
  for (const routes of added) pages.route("/", routes);
  pages.route("/", homeRoutes());
  pages.route("/", languageRoutes(deps));
  pages.route("/", brandRoutes(deps));
  pages.route("/", assetRoutes(assets));
  return pages;
}
