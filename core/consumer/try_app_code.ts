import type { Way } from "../budget/budget.ts";
import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import type { Deps } from "../deps.ts";
import type { SigningId } from "../id.ts";
import type { Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import type { Signing } from "../signing/signing.ts";
import {
  type AppCode,
  enterByApp,
  type EnterByAppRefusal,
  type EnteredByApp,
} from "./enter_by_app.ts";

export interface TryAppCode extends AppCode {
  readonly source: Source;
  /** Whose page was opened, if it was a signing's: nobody else can use up its tries. */
  readonly signingId?: SigningId | undefined;
}

/** `enterByApp` for a code that a stranger may have made up: refused ones are counted. */
export async function tryAppCode(
  deps: Deps,
  command: TryAppCode,
): Promise<Result<EnteredByApp, EnterByAppRefusal | TooMany>> {
  const { signingId } = command;
  const [signing] = signingId === undefined
    ? [undefined]
    : await deps.load(deps.signings.byId(signingId));
  const spent = await spend(deps, await waysFor(deps, command, signing));
  if (!spent.ok) return spent;
  const entered = await enterByApp(deps, command, signing?.merchantNo);
  if (entered.ok || entered.error.code !== "app_code_refused") await giveBack(deps, spent.value);
  return entered;
}

async function waysFor(
  deps: Deps,
  { source, browser: { had } }: TryAppCode,
  signing: Signing | undefined,
): Promise<readonly Way[]> {
  const here = had === undefined ? undefined : await personOf(deps, had);
  const known: Way[] = [];
  if (here) known.push([{ budget: "app_codes_of_consumer", subject: here }]);
  if (signing) known.push([{ budget: "app_codes_of_signing", subject: signing.signingId }]);
  const anyone = waysOf(source, {
    first: "app_codes_first",
    more: "app_codes",
    forAll: "app_codes_for_all",
  });
  return [...known, ...anyone];
}

async function personOf(deps: Deps, session: string): Promise<string | undefined> {
  const [found] = await deps.load(deps.sessions.consumerIn(await sha256(session), deps.now()));
  return found?.consumer.consumerId;
}
