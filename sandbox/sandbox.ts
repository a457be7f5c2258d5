import type { Deps } from "../core/deps.ts";
import { paths } from "../core/paths.ts";
import { ok, type Result } from "../core/result.ts";
import type { ProgramPlace } from "../routes/added.ts";
import type { Assets } from "../views/assets/assets.ts";
import { bankChecks } from "./checks.ts";
import { sendToInbox } from "./bank/inbox.ts";
import { demoSecrets, enterDemo, type Facts, walk } from "./demo/demo.ts";
import { receiverHook, receiverRoutes } from "./demo/demo_routes.tsx";
import { homeRoutes } from "./demo/home_routes.tsx";
import { signInRoutes } from "./demo/sign_in_routes.ts";
import { demoShopRoutes } from "./demo/shop_routes.tsx";
import type { SandboxDeps } from "./helpers/sandbox_deps.ts";
import { tellWhatIsDue } from "./helpers/tell_what_is_due.ts";
import { testHelperRoutes } from "./helpers/test_helper_routes.ts";
import { appRoutes } from "./pages/app_routes.tsx";
import { cashierRoutes } from "./pages/cashier_routes.tsx";
import { gatewayRoutes } from "./pages/gateway_routes.ts";
import { pursePortRoutes } from "./pages/purse_port_routes.ts";
import { purseRoutes } from "./pages/purse_routes.tsx";
import { walletRoutes } from "./pages/wallet_routes.tsx";
import { bankStore } from "./tables/payments.ts";

interface Ports {
  readonly deps: Deps;
  readonly assets: Assets;
  /** Asks that the bank's notices are sent soon. */
  readonly nudge: SandboxDeps["nudge"];
}

/** Everything that is not real money, as what it adds to a portal. Only `start/` knows that it exists. */
export const sandbox = {
  assetFolder: () => new URL("./demo/assets/", import.meta.url),
  migrationFolder: () => new URL("./tables/migrations/", import.meta.url),
  checks: bankChecks,
  demoSecrets,
  open,
};

function open({ deps, assets, nudge }: Ports) {
  const { config } = deps;
  let facts: Facts | undefined;
  const demoKey = () => facts?.secret_key;
  const bank = config.sandbox ? openBank({ ...deps, bank: bankStore, nudge }) : undefined;
  const demo = config.demo ? openDemo(deps, assets, () => facts) : undefined;
  return {
    programs: [...bank?.programs ?? [], ...demo?.programs ?? []],
    people: [...bank?.people ?? [], ...demo?.people ?? []],
    jobs: bank?.jobs ?? {},
    sms: bank?.sms,
    mail: bank?.mail,
    exampleKey: demoKey,
    /** Fills an empty database, or goes on where the demo was; answers with the text for the terminal. */
    enterDemo: async (): Promise<Result<string, { readonly code: string }>> => {
      const entered = await enterDemo(deps);
      if (!entered.ok) return entered;
      facts = entered.value;
      return ok(walk(facts));
    },
  };
}

/** The simulated bank, its pages, and the helpers that play a consumer. */
function openBank(deps: SandboxDeps) {
  return {
    programs: [
      { path: "/v1/test_helpers", routes: testHelperRoutes(deps) },
      { path: paths.sandboxGateway(), routes: gatewayRoutes(deps) },
      { path: paths.sandboxPursePort(), routes: pursePortRoutes(deps) },
    ] satisfies ProgramPlace[],
    people: [walletRoutes(deps), appRoutes(deps), cashierRoutes(deps), purseRoutes(deps)],
    jobs: { sandbox_notices: { run: () => tellWhatIsDue(deps) } },
    sms: (sms: Parameters<Deps["sms"]>[0]) => sendToInbox(deps, sms),
    // One inbox for all that is written to people: whose it is, is a phone or an address.
    mail: ({ messageId, to, subject, text }: Parameters<Deps["mail"]>[0]) =>
      sendToInbox(deps, { messageId, phone: to, text: `${subject}\n${text}` }),
  };
}

/** The walk through it all, and a merchant with a shop and a webhook receiver, played by us. */
function openDemo(deps: Deps, assets: Assets, facts: () => Facts | undefined) {
  const demoKey = () => facts()?.secret_key;
  return {
    programs: [
      { path: paths.demoReceiverHook(), routes: receiverHook(deps) },
    ] satisfies ProgramPlace[],
    people: [
      homeRoutes(deps, facts),
      receiverRoutes(deps),
      signInRoutes(deps, facts),
      demoShopRoutes(deps, { assets, demoKey }),
    ],
  };
}
