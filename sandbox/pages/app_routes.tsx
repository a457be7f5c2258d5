import { type Context, Hono } from "hono";
import { makeAppCode } from "../bank/app_codes.ts";
import { bankDevices } from "../bank/bank_device_card.ts";
import { befallCard, cardEvents } from "../bank/befall_card.ts";
import { bindOnDevice } from "../bank/bind_on_device.ts";
import { cardOf } from "../bank/persons.ts";
import { closeAccount, endAtBank } from "../bank/end_at_bank.ts";
import type { BankDeps } from "../bank/bank_deps.ts";
import { newestMessages } from "../bank/inbox.ts";
import { parseId } from "../../core/id.ts";
import { InboxPage } from "../views/inbox_page.tsx";
import { UnknownRequestPage } from "../views/unknown_request_page.tsx";
import type { AppEnv } from "../../routes/app_env.ts";
import { paths } from "../../core/paths.ts";
import { render } from "../../routes/pages/render.tsx";
import { asksWho } from "./code.ts";
import { choosePerson, personHere } from "./person.ts";
import { readForm } from "./press.ts";

const MESSAGES_MAX = 60;

/** The rest of the simulated app: whose phone it is, what they signed, and its messages. */
export function appRoutes(deps: BankDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .post(paths.sandboxPerson(), async (c) => {
      choosePerson(c, deps, (await readForm(c)).get("person") ?? "");
      return c.redirect(paths.sandboxWallet(), 303);
    })
    .post(paths.sandboxMyContracts(), (c) => openInApp(c, deps, paths.wallet()))
    .post("/sandbox/contracts/:contract_id/end", async (c) => {
      const contractId = parseId("ctr", c.req.param("contract_id"));
      if (!contractId) return unknown(c);
      const by = (await readForm(c)).get("by") === "channel" ? "channel" : "consumer";
      const { personNo } = personHere(c);
      const ended = await endAtBank(deps, { contractId, by, personNo });
      return ended.ok ? c.redirect(paths.sandboxWallet(), 303) : unknown(c);
    })
    .post(paths.sandboxAccountClosure(), async (c) => {
      await closeAccount(deps, personHere(c).personNo);
      return c.redirect(paths.sandboxWallet(), 303);
    })
    .post(paths.sandboxDeviceCards(), async (c) => {
      const form = await readForm(c);
      const person = personHere(c);
      const cardToken = form.get("card") ?? "";
      const device = bankDevices.find((each) => each === form.get("device"));
      const event = cardEvents.find((each) => each === form.get("event"));
      if (!device || !cardOf(person.personNo, cardToken)) return unknown(c);
      const given = { person, cardToken, device };
      if (form.get("act") === "bind") await bindOnDevice(deps, given);
      else if (event) await befallCard(deps, { ...given, event });
      return c.redirect(`${paths.sandboxWallet()}#device-cards`, 303);
    })
    .get(paths.sandboxInbox(), async (c) => {
      const messages = await newestMessages(deps, MESSAGES_MAX);
      return render(c, { page: () => <InboxPage frame={c.var.frame} messages={messages} /> });
    });
}

/**
 * Opens a page of this site as the app does. Pages that need to know the person get a one-time code: only that code
 * shows that a page is inside the app, never the user agent.
 */
export async function openInApp(
  c: Context<AppEnv>,
  deps: BankDeps,
  path: string,
): Promise<Response> {
  if (!asksWho(path)) return c.redirect(path, 303);
  const code = await makeAppCode(deps, personHere(c).personNo);
  return c.redirect(`${path}?app_code=${code}`, 303);
}

function unknown(c: Context<AppEnv>) {
  return render(c, { page: () => <UnknownRequestPage frame={c.var.frame} />, status: 404 });
}
