import { type Context, Hono } from "hono";
import { cny } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { render } from "../../routes/pages/render.tsx";
import { makeTicket } from "../purse/app_key.ts";
import { FIRST_BALANCE, write } from "../purse/debit.ts";
import type { PurseDeps } from "../purse/purse_deps.ts";
import { purseStore } from "../tables/purses.ts";
import { PursePage } from "../views/purse_page.tsx";
import { pathOfCode } from "./code.ts";
import { choosePerson, personHere } from "./person.ts";
import { readForm } from "./press.ts";

const DEBITS_MAX = 20;
const PUT_IN = cny(50_000);

/** Pages that learn from a ticket who is using the app. */
const ASKS_WHO = /^\/(?:wallet|checkout\/[0-9A-Za-z_-]+(?:\/cards)?)$/;

/** The simulated wallet app that keeps balances. */
export function purseRoutes(deps: PurseDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get(paths.sandboxPurse(), (c) => show(c, deps))
    .post(paths.sandboxPurse(), async (c) => {
      const form = await readForm(c);
      const { personNo } = personHere(c);
      const link = form.get("link");
      if (link !== null) {
        const path = pathOfCode(link, deps.config.publicUrl, new URL(c.req.url).origin);
        if (!path) return await show(c, deps, link);
        if (!ASKS_WHO.test(path)) return c.redirect(path, 303);
        return c.redirect(`${path}?ticket=${await makeTicket(deps, personNo)}`, 303);
      }
      if (form.get("act") === "put_in") {
        await write(deps, purseStore.put(personNo, PUT_IN, FIRST_BALANCE));
      }
      choosePerson(c, deps, form.get("person") ?? "");
      return c.redirect(paths.sandboxPurse(), 303);
    });
}

async function show(c: Context<AppEnv>, deps: PurseDeps, wrongLink?: string) {
  const person = personHere(c);
  const [has = FIRST_BALANCE, debits] = await deps.load(
    purseStore.of(person.personNo),
    purseStore.debitsOf(person.personNo, DEBITS_MAX),
  );
  const given = { frame: c.var.frame, person, has, putIn: PUT_IN, debits, wrongLink };
  return render(c, {
    page: () => <PursePage {...given} />,
    status: wrongLink === undefined ? 200 : 422,
  });
}
