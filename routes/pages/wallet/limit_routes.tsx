import { type Context, Hono } from "hono";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { type Money, typedYuan } from "../../../core/money.ts";
import type { Bounds, LimitedThing } from "../../../core/own_limit/own_limit.ts";
import { setOwnLimit } from "../../../core/own_limit/set_own_limit.ts";
import { viewOwnLimit, viewOwnLimits } from "../../../core/own_limit/view_own_limits.ts";
import { paths } from "../../../core/paths.ts";
import { type ConsumerHere, consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import { OwnLimitsPage, type OwnLimitTyped } from "../../../views/limit/own_limits_page.tsx";
import { UnknownContractPage } from "../../../views/wallet/unknown_contract_page.tsx";
import { sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { readForm } from "../staff/form_fields.ts";
import { comeIn, modeHere } from "./come_in.tsx";

type PageContext = Context<PageEnv>;

/** Lower limits that people set themselves. */
export function limitRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/limits", async (c) => {
    const here = await consumerHere(c);
    return here ? await show(c, here, undefined) : await comeIn(c, deps);
  });
  app.get("/wallet/limits/:about", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const about = aboutOf(c);
    if (about === undefined) return unknown(c);
    if (about === "charges" || about === "payments") return c.redirect(paths.walletLimits(), 303);
    return await show(c, here, about);
  });

  app.post("/wallet/limits/:about", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const about = aboutOf(c);
    if (about === undefined) return unknown(c);
    const form = await readForm(c);
    const typed = {
      perTransaction: about === "payments" ? "" : form.get("per_transaction") ?? "",
      perDay: form.get("per_day") ?? "",
    };
    const wanted = {
      perTransaction: amountIn(typed.perTransaction),
      perDay: amountIn(typed.perDay),
    };
    const flawed = (["perTransaction", "perDay"] as const).find((of) => wanted[of] === "malformed");
    if (flawed) {
      return await show(c, here, about, { about, problem: "amount_malformed", of: flawed, typed });
    }
    const set = await setOwnLimit(deps, { here, about, wanted: wanted as Bounds });
    if (set.ok) {
      const isContract = about !== "charges" && about !== "payments";
      return c.redirect(isContract ? paths.walletContract(about) : paths.walletLimits(), 303);
    }
    const { code: problem } = set.error;
    if (problem === "contract_not_found") return unknown(c);
    const of = "of" in set.error ? set.error.of : undefined;
    return await show(c, here, about, { about, problem, of, typed });
  });

  return app;

  function consumerHere(c: PageContext) {
    const session = sessionOf(c, deps);
    return session === undefined ? undefined : consumerOfSession(deps, session);
  }

  async function show(
    c: PageContext,
    here: ConsumerHere,
    about: LimitedThing | undefined,
    back?: OwnLimitTyped,
  ): Promise<Response> {
    const contractId = about === "charges" || about === "payments" ? undefined : about;
    const own = contractId && await viewOwnLimit(deps, { here, contractId });
    if (contractId && !own) return unknown(c);
    const limits = own ? [own] : await viewOwnLimits(deps, here);
    const frame = {
      ...c.var.frame,
      here: contractId ? paths.walletLimit(contractId) : paths.walletLimits(),
    };
    const mode = walletMode(deps, here.session.proof);
    return render(c, {
      page: () => <OwnLimitsPage frame={frame} mode={mode} limits={limits} back={back} />,
      status: back ? 422 : 200,
    });
  }

  function unknown(c: PageContext): Response {
    const frame = { ...c.var.frame, here: paths.wallet() };
    return render(c, {
      page: () => <UnknownContractPage frame={frame} mode={modeHere(deps)} />,
      status: 404,
    });
  }
}

function aboutOf(c: PageContext): LimitedThing | undefined {
  const text = c.req.param("about") ?? "";
  return text === "charges" || text === "payments" ? text : parseId("ctr", text);
}

/** Undefined: left empty, so no limit of their own. */
function amountIn(text: string): Money | "malformed" | undefined {
  return text.trim() === "" ? undefined : typedYuan(text) ?? "malformed";
}
