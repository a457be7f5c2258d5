import { type Context, Hono } from "hono";
import { consumerOfSession, leave } from "../../../core/session/consumer_of_session.ts";
import { tellAfterCharge } from "../../../core/consumer/tell_after_charge.ts";
import {
  type OwnContract,
  viewContract,
  type ViewContractRefusal,
} from "../../../core/consumer/view_contract.ts";
import { viewWallet, type Wallet } from "../../../core/consumer/view_wallet.ts";
import { terminateContract } from "../../../core/contract/terminate_contract.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { rejected, type Result } from "../../../core/result.ts";
import { ContractPage } from "../../../views/wallet/contract_page.tsx";
import { TerminationPage } from "../../../views/wallet/termination_page.tsx";
import { UnknownContractPage } from "../../../views/wallet/unknown_contract_page.tsx";
import { WalletPage } from "../../../views/wallet/wallet_page.tsx";
import { enterFromApp, forget, sessionOf } from "../consumer_session.ts";
import { paths } from "../../../core/paths.ts";
import { type PageEnv, render } from "../render.tsx";
import { comeIn, modeHere } from "./come_in.tsx";

type PageContext = Context<PageEnv>;

/** The consumer's own page: everything they have signed, with any merchant, and a way to end each. */
export function walletRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet", async (c) => {
    const entered = await enterFromApp(c, deps, { clean: paths.wallet() });
    if (entered) return entered;
    const wallet = await walletHere(c, deps);
    if (!wallet) return comeIn(c, deps, 200);
    return render(c, { page: () => <WalletPage frame={c.var.frame} wallet={wallet} /> });
  });

  app.get("/wallet/contracts/:contractId", async (c) => {
    const own = await contractHere(c, deps);
    if (!own.ok) return absent(c, deps, own.error);
    return render(c, { page: () => <ContractPage frame={c.var.frame} {...own.value} /> });
  });

  app.get("/wallet/contracts/:contractId/termination", async (c) => {
    const own = await contractHere(c, deps);
    if (!own.ok) return absent(c, deps, own.error);
    const { found } = own.value;
    const { contractId, state } = found.contract;
    // A contract that is ending or has ended needs no confirmation.
    if (state === "terminating" || state === "terminated") {
      return c.redirect(paths.walletContract(contractId), 303);
    }
    return render(c, { page: () => <TerminationPage frame={c.var.frame} found={found} /> });
  });

  app.post("/wallet/contracts/:contractId/termination", async (c) => {
    const here = await consumerHere(c, deps);
    if (!here) return comeIn(c, deps);
    const contractId = parseId("ctr", c.req.param("contractId"));
    if (!contractId) return unknown(c, deps);
    const { consumerId } = here.consumer;
    const ended = await terminateContract(deps, { contractId, by: "consumer", consumerId });
    return ended.ok ? c.redirect(paths.walletContract(contractId), 303) : unknown(c, deps);
  });

  app.post("/wallet/settings", async (c) => {
    const here = await consumerHere(c, deps);
    if (!here) return comeIn(c, deps);
    const form = await c.req.parseBody();
    const wanted = form["tell_after_charge"] === "yes";
    await tellAfterCharge(deps, { consumerId: here.consumer.consumerId, wanted });
    return c.redirect(paths.wallet(), 303);
  });

  app.post("/wallet/leave", async (c) => {
    const session = sessionOf(c, deps);
    if (session !== undefined) await leave(deps, session);
    forget(c, deps);
    return c.redirect(paths.wallet(), 303);
  });

  return app;
}

async function walletHere(c: PageContext, deps: Deps): Promise<Wallet | undefined> {
  const session = sessionOf(c, deps);
  return session === undefined ? undefined : await viewWallet(deps, session);
}

function consumerHere(c: PageContext, deps: Deps) {
  const session = sessionOf(c, deps);
  return session === undefined ? undefined : consumerOfSession(deps, session);
}

/** One of this person's own: others' are not found. */
async function contractHere(
  c: PageContext,
  deps: Deps,
): Promise<Result<OwnContract, ViewContractRefusal>> {
  const session = sessionOf(c, deps);
  if (session === undefined) return rejected({ code: "session_over" });
  const contractId = parseId("ctr", c.req.param("contractId") ?? "");
  if (!contractId) return rejected({ code: "contract_not_found" });
  return await viewContract(deps, { session, contractId });
}

function absent(
  c: PageContext,
  deps: Deps,
  { code }: ViewContractRefusal,
): Response | Promise<Response> {
  return code === "session_over" ? comeIn(c, deps) : unknown(c, deps);
}

function unknown(c: PageContext, deps: Deps): Response {
  const frame = { ...c.var.frame, here: paths.wallet() };
  return render(c, {
    page: () => <UnknownContractPage frame={frame} mode={modeHere(deps)} />,
    status: 404,
  });
}
