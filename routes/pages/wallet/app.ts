import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { Assets } from "../../../views/assets/assets.ts";
import type { AppEnv } from "../../app_env.ts";
import { guardPages } from "../edge.ts";
import { arrearRoutes } from "./arrear_routes.tsx";
import { walletDisputeRoutes } from "./dispute_routes.tsx";
import { deviceCardRoutes } from "./device_card_routes.tsx";
import { chargingRoutes } from "./charging_routes.tsx";
import { accountRoutes } from "./account_routes.tsx";
import { messageRoutes } from "./message_routes.tsx";
import { receiptRoutes } from "./receipt_routes.tsx";
import { recoveryRoutes } from "./recovery_routes.tsx";
import { deviceRoutes } from "./device_routes.tsx";
import { confirmationRoutes } from "./confirmation_routes.tsx";
import { passkeyRoutes } from "./passkey_routes.tsx";
import { phoneRoutes } from "./phone_routes.tsx";
import { pinRoutes } from "./pin_routes.tsx";
import { phoneSignInRoutes } from "./sign_in_routes.tsx";
import { limitRoutes } from "./limit_routes.tsx";
import { switchRoutes } from "./switch_routes.tsx";
import { walletCardRoutes } from "./card_routes.tsx";
import { walletRoutes } from "./wallet_routes.tsx";

/** People's own pages: contracts, cards, devices, messages, and how they sign in. */
export function createWalletPages(deps: Deps, assets: Assets): Hono<AppEnv> {
  const pages = new Hono<AppEnv>();
  guardPages(pages, deps, assets);

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
  return pages;
}
