import { Hono } from "hono";
import type { Config } from "../../core/deps.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { assetRoutes } from "../../routes/assets.ts";
import { headers } from "../../routes/middleware/headers.ts";
import { type PageEnv, pageFrame, render } from "../../routes/render.tsx";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { CheckoutPage } from "../../views/checkout/checkout_page.tsx";
import { UnknownOrderPage } from "../../views/checkout/unknown_order_page.tsx";
import { SignPage } from "../../views/sign/sign_page.tsx";
import { UnknownSigningPage } from "../../views/sign/unknown_signing_page.tsx";
import { ComeInPage } from "../../views/wallet/come_in_page.tsx";
import { ContractPage } from "../../views/wallet/contract_page.tsx";
import { TerminationPage } from "../../views/wallet/termination_page.tsx";
import { UnknownContractPage } from "../../views/wallet/unknown_contract_page.tsx";
import { WalletPage } from "../../views/wallet/wallet_page.tsx";
import { checkoutNames, checkouts } from "./checkouts.ts";
import { placeOf, signingNames, signings } from "./signings.ts";
import {
  announced,
  charges,
  walletContractNames,
  walletContracts,
  walletNames,
  wallets,
} from "./wallets.ts";

const config: Config = {
  publicUrl: "http://gallery.test",
  publicUrlFixed: true,
  institution: "Countersign",
  demo: true,
  sandbox: true,
  webhookAllowPrivate: true,
  limitScope: "account",
};

/** Where each state of the checkout lies. */
export const checkoutPlaces: readonly string[] = [...checkoutNames, "unknown"]
  .map((name) => `/gallery/${name}`);

/** Where each state of signing and of the wallet lies. */
export const contractPlaces: readonly string[] = [
  ...[...signingNames, "unknown"].map((name) => `/gallery/sign/${name}`),
  ...[...walletNames, "come_in", "unknown", "unsign"].map((name) => `/gallery/wallet/${name}`),
  ...walletContractNames.map((name) => `/gallery/contract/${name}`),
];

// The same page with other words, or less of it.
const ALIKE =
  /sign\/(?:outside|ready|ready_pay|ready_plain|code|signed|signed_again|already_signed|not_available|signed_by_other)$|wallet\/one$|contract\/(?:active|ended_by_shop)$/;

/** One of each look: what a slow reading goes through. */
export const contractLooks = contractPlaces.filter((place) => !ALIKE.test(place));

/** Every state of the consumer's pages at its own address, under the portal's real headers, with nothing behind it. */
export async function gallery(): Promise<Hono<AppEnv>> {
  const assets = await loadAssets();
  const app = new Hono<AppEnv>();
  app.use(headers);
  const pages = new Hono<PageEnv>();
  pages.use(pageFrame(config, assets));
  pages.get("/gallery/unknown", (c) => {
    const { frame } = c.var;
    return render(c, { page: () => <UnknownOrderPage frame={frame} />, status: 404 });
  });
  pages.get("/gallery/:name", (c) => {
    const name = checkoutNames.find((each) => each === c.req.param("name"));
    if (!name) return c.notFound();
    const { frame } = c.var;
    const checkout = checkouts[name];
    return render(c, {
      page: () => <CheckoutPage frame={frame} checkout={checkout} stay={false} />,
    });
  });
  pages.get("/gallery/sign/unknown", (c) => {
    const { frame } = c.var;
    return render(c, { page: () => <UnknownSigningPage frame={frame} />, status: 404 });
  });
  pages.get("/gallery/sign/:name", (c) => {
    const name = signingNames.find((each) => each === c.req.param("name"));
    if (!name) return c.notFound();
    const { frame } = c.var;
    const view = signings[name];
    const place = placeOf(view, c.req.header("user-agent")?.includes("Mobile"));
    return render(c, {
      page: () => <SignPage frame={frame} view={view} place={place} stay={false} />,
    });
  });
  pages.get("/gallery/wallet/come_in", (c) => {
    const { frame } = c.var;
    const page = () => <ComeInPage frame={frame} appUrl="/sandbox/wallet" refused />;
    return render(c, { page });
  });
  pages.get("/gallery/wallet/unknown", (c) => {
    const { frame } = c.var;
    return render(c, { page: () => <UnknownContractPage frame={frame} />, status: 404 });
  });
  pages.get("/gallery/wallet/unsign", (c) => {
    const { frame } = c.var;
    const page = () => <TerminationPage frame={frame} found={walletContracts.active} />;
    return render(c, { page });
  });
  pages.get("/gallery/wallet/:name", (c) => {
    const name = walletNames.find((each) => each === c.req.param("name"));
    if (!name) return c.notFound();
    const { frame } = c.var;
    return render(c, { page: () => <WalletPage frame={frame} wallet={wallets[name]} /> });
  });
  pages.get("/gallery/contract/:name", (c) => {
    const name = walletContractNames.find((each) => each === c.req.param("name"));
    if (!name) return c.notFound();
    const given = { frame: c.var.frame, found: walletContracts[name], charges, announced };
    return render(c, { page: () => <ContractPage {...given} /> });
  });
  // Nothing ever changes here, so every poll and stream is told so.
  pages.get("/checkout/*", (c) => c.body(null, 204));
  pages.get("/sign/*", (c) => c.body(null, 204));
  app.route("/", pages);
  app.route("/", assetRoutes(assets));
  return app;
}
