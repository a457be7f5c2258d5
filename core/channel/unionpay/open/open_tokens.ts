import type { Deps } from "../../../deps.ts";
import type { MerchantNo } from "../../../id.ts";
import { type OpenApp, secretContext, tokenContext } from "../../../open_platform/open_app.ts";
import type { OpenToken, TokenKind } from "../../../open_platform/open_platform_store.ts";
import {
  after,
  between,
  type Duration,
  milliseconds,
  minutes,
  seconds,
  unixSeconds,
} from "../../../time.ts";
import { callChannel } from "../../call_channel.ts";
import { openRequest, readOpenAnswer } from "./open_answer.ts";
import { openSignature } from "./open_signature.ts";

export type TokenDeps = Pick<
  Deps,
  "load" | "write" | "openPlatform" | "vault" | "now" | "random" | "http" | "log"
>;

export interface OpenTokens {
  /** Undefined when there is none to be had now. */
  get(app: OpenApp, kind: TokenKind): Promise<string | undefined>;
  /** The platform refused something, perhaps because it does not know its token any more. */
  doubt(appId: string, kind: TokenKind): Promise<void>;
}

const api: Readonly<Record<TokenKind, string>> = { backend: "backendToken", front: "frontToken" };

/** Whoever fetches has so long before another may. */
const FETCHING: Duration = seconds(20);
/** So near its end the next is fetched, by one while the others still use this one. */
const RENEW_BEFORE: Duration = minutes(10);
/** Nobody has published the code of a token that is over, so after any refusal one that is older is fetched anew. */
const TRUSTED_FOR: Duration = minutes(5);
/** Where there is none at all, the others look again so often until it is there. */
const LOOK_EVERY_MS = 200;
const LOOKS_MAX = 40;
const NONCE_BYTES = 8;

/**
 * The platform's tokens: one in the database for all processes, fetched by one of them at a time, because each fetch
 * makes the token before it worthless and the platform counts them.
 */
export function createOpenTokens(deps: TokenDeps): OpenTokens {
  return { get, doubt };

  async function get(app: OpenApp, kind: TokenKind): Promise<string | undefined> {
    for (let looks = 0; looks < LOOKS_MAX; looks++) {
      const [kept] = await deps.load(deps.openPlatform.token(app.appId, kind));
      const now = deps.now();
      const left = kept && now < kept.endsAt ? between(now, kept.endsAt) : undefined;
      if (kept && left !== undefined && left > RENEW_BEFORE) return await open(app, kind, kept);
      const fetcher = await claim(app, kind);
      if (fetcher !== undefined) {
        const fetched = await fetchToken(app, kind);
        if (fetched !== undefined) return fetched;
        await deps.write(deps.openPlatform.releaseToken(app.appId, kind, fetcher));
        return kept && left !== undefined ? await open(app, kind, kept) : undefined;
      }
      // Somebody else fetches the next: this one is good until then.
      if (kept && left !== undefined) return await open(app, kind, kept);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return undefined;
  }

  async function doubt(appId: string, kind: TokenKind): Promise<void> {
    const before = after(deps.now(), milliseconds(-TRUSTED_FOR));
    await deps.write(deps.openPlatform.dropToken(appId, kind, before));
  }

  /** Undefined when somebody else is at it. */
  async function claim({ appId }: OpenApp, kind: TokenKind): Promise<string | undefined> {
    const now = deps.now();
    const fetcher = deps.random(NONCE_BYTES).toHex();
    const verdict = await deps.write(
      deps.openPlatform.claimToken(appId, kind, { fetcher, now, until: after(now, FETCHING) }),
    );
    return verdict.type === "committed" && verdict.rows.flat().length > 0 ? fetcher : undefined;
  }

  async function fetchToken(app: OpenApp, kind: TokenKind): Promise<string | undefined> {
    const { appId, baseUrl } = app;
    const now = deps.now();
    const response = await callChannel(
      deps,
      openRequest(baseUrl, api[kind], await signedByUs(deps, app)),
    );
    const answer = response && readOpenAnswer(response);
    if (answer?.type !== "done") {
      deps.log.error("open platform gave no token", {
        app_id: appId,
        kind,
        code: answer?.code ?? null,
      });
      return undefined;
    }
    const token = answer.params[kind === "backend" ? "backendToken" : "frontToken"];
    const lasts = Number(answer.params["expiresIn"]);
    if (!token || !Number.isInteger(lasts) || lasts <= 0) return undefined;
    const sealed = await deps.vault.seal(token, tokenContext(app.appId, kind));
    const endsAt = after(now, milliseconds(lasts * 1_000));
    await deps.write(deps.openPlatform.keepToken(appId, kind, { sealed, endsAt, fetchedAt: now }));
    return token;
  }

  function open(app: OpenApp, kind: TokenKind, { sealed }: OpenToken): Promise<string> {
    return deps.vault.open(sealed, tokenContext(app.appId, kind));
  }
}

/** `appId`, a nonce and the time, signed with the app's secret. */
async function signedByUs(
  { vault, now, random }: Pick<Deps, "vault" | "now" | "random">,
  { appId, sealedSecret }: OpenApp,
): Promise<Readonly<Record<string, string>>> {
  const secret = await vault.open(sealedSecret, secretContext(appId));
  const nonceStr = random(NONCE_BYTES).toHex();
  const timestamp = String(unixSeconds(now()));
  const signature = await openSignature({ appId, nonceStr, timestamp, secret });
  return { appId, nonceStr, timestamp, signature };
}

/** Whether the platform takes the app of this number; undefined where it has none. */
export async function hasToken(
  deps: TokenDeps,
  merchantNo: MerchantNo,
): Promise<boolean | undefined> {
  const [app] = await deps.load(deps.openPlatform.appOf(merchantNo));
  return app && await createOpenTokens(deps).get(app, "backend") !== undefined;
}
