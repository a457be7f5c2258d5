import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { after } from "../../../core/time.ts";
import { paths } from "../../../core/paths.ts";
import { IntegratePage } from "../../../views/console/integrate_page.tsx";
import { exampleLanguage } from "../docs/example_language.ts";
import { exampleOrderNo } from "../docs/example_order_no.ts";
import { render } from "../render.tsx";
import { needs, type StaffEnv } from "../staff/needs.tsx";

const PLANS_LOOKED_AT = 100;

/** What a merchant's programs need to know, as programs. */
export function integrateRoutes(deps: Deps): Hono<StaffEnv> {
  const given = { deps, desk: "console" } as const;
  return new Hono<StaffEnv>().get(paths.integrate(), needs(given, "keys:read"), async (c) => {
    const { frame, who, here: { merchant } } = c.var;
    if (!merchant) return c.notFound();
    const caller = { type: "portal", merchantNo: merchant.merchantNo } as const;
    const newest = {
      limit: PLANS_LOOKED_AT,
      order: "newest",
      past: undefined,
      from: undefined,
      to: undefined,
    } as const;
    const [keys, plans, endpoints] = await deps.load(
      deps.merchants.keysOf(caller),
      deps.plans.list(caller, newest, {}),
      deps.endpoints.list(caller),
    );
    // A test merchant's keys and plans live by its own clock.
    const now = after(deps.now(), merchant.clockOffset);
    const key = keys.find(({ alg, state, notBefore }) =>
      alg === "EdDSA" && state === "active" && notBefore <= now
    );
    const plan = plans.find(({ approvedVersion }) => approvedVersion !== undefined);
    return render(c, {
      page: () =>
        IntegratePage({
          frame,
          who,
          merchant,
          language: exampleLanguage(c),
          kid: key?.kid,
          planId: plan?.plan.planId,
          endpointUrl: endpoints.find(({ state }) => state === "enabled")?.url,
          merchantOrderNo: exampleOrderNo(deps.now()),
        }),
    });
  });
}
