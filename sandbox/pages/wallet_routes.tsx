import { type Context, Hono } from "hono";
import { pastItsTime } from "../bank/bank_payment.ts";
import { confirmAtBank } from "../bank/confirm_at_bank.ts";
import type { BankDeps } from "../bank/bank_deps.ts";
import { UnknownRequestPage } from "../views/unknown_request_page.tsx";
import { WalletPage } from "../views/wallet_page.tsx";
import { type PressFormError, WalletRequestPage } from "../views/wallet_request_page.tsx";
import type { AppEnv } from "../../routes/app_env.ts";
import { paths } from "../../core/paths.ts";
import { render } from "../../routes/pages/render.tsx";
import { openInApp } from "./app_routes.tsx";
import { pathOfCode } from "./code.ts";
import { personHere } from "./person.ts";
import { readForm, readPress } from "./press.ts";

const REQUESTS_MAX = 20;
const LOG_LINES_MAX = 12;
const CONTRACTS_MAX = 20;

/** The simulated 云闪付 app. */
export function walletRoutes(deps: BankDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get(paths.sandboxWallet(), (c) => {
      const link = c.req.query("open");
      return link === undefined ? showWallet(c, deps) : open(c, deps, link);
    })
    .post(paths.sandboxWallet(), async (c) => {
      return await open(c, deps, (await readForm(c)).get("code") ?? "");
    })
    .get("/sandbox/wallet/:token", (c) => showRequest(c, deps, c.req.param("token")))
    .post("/sandbox/wallet/:token", async (c) => {
      const token = c.req.param("token");
      const press = readPress(await readForm(c));
      if (!press.ok) return await showRequest(c, deps, token, press.error.code);
      const find = deps.bank.byToken(token);
      const confirmed = await confirmAtBank(deps, { find, ...press.value });
      // Pressed twice, or too late: the page shows the current state.
      if (!confirmed.ok && confirmed.error.code === "bank_payment_not_found") {
        return unknown(c);
      }
      return c.redirect(paths.sandboxWalletRequest(token), 303);
    });
}

/** Opens what a code or a deep link leads to, or shows it again. */
async function open(c: Context<AppEnv>, deps: BankDeps, code: string) {
  const path = pathOfCode(code, deps.config.publicUrl, new URL(c.req.url).origin);
  return path ? await openInApp(c, deps, path) : await showWallet(c, deps, code);
}

async function showWallet(c: Context<AppEnv>, deps: BankDeps, wrongCode?: string) {
  const person = personHere(c);
  const [requests, log, contracts, deviceCards] = await deps.load(
    deps.bank.waiting(REQUESTS_MAX),
    deps.bank.log(LOG_LINES_MAX),
    deps.bank.contracts.ofPerson(person.personNo, CONTRACTS_MAX),
    deps.bank.deviceCards.ofPerson(person.personNo),
  );
  const now = deps.now();
  const waiting = requests.filter((each) => !pastItsTime(each, now));
  const { frame } = c.var;
  const given = { frame, waiting, log, person, contracts, deviceCards, wrongCode };
  return render(c, {
    page: () => <WalletPage {...given} />,
    status: wrongCode === undefined ? 200 : 422,
  });
}

async function showRequest(
  c: Context<AppEnv>,
  deps: BankDeps,
  token: string,
  formError?: PressFormError,
) {
  const [payment, log] = await deps.load(
    deps.bank.byToken(token),
    deps.bank.log(LOG_LINES_MAX),
  );
  if (!payment) return unknown(c);
  const given = { frame: c.var.frame, payment, over: pastItsTime(payment, deps.now()), log };
  return render(c, {
    page: () => <WalletRequestPage {...given} formError={formError} />,
    status: formError ? 422 : 200,
  });
}

function unknown(c: Context<AppEnv>) {
  return render(c, { page: () => <UnknownRequestPage frame={c.var.frame} />, status: 404 });
}
