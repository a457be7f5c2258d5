import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { stamp } from "../beijing_time.ts";
import type { Context, OpenApp } from "../context.ts";
import type { Contract } from "../world.ts";
import { applyContract, inForce } from "./contracts.ts";

const TOKEN_MS = 7_200_000;
const ACCESS_MS = 3_600_000;
const CODE_MS = 300_000;
/** So long an answer of contract.info is repeated, whatever happened meanwhile. */
const INFO_MS = 300_000;
/** How far the time of a signed request may be off. */
const SKEW_MS = 3_600_000;

/** Whom a code or a token speaks for. */
interface Grant {
  readonly appId: string;
  readonly kind: "backend" | "front" | "code" | "access";
  readonly until: number;
  readonly payer?: string;
  readonly scope?: string;
  readonly planId?: string;
}

type Params = Readonly<Record<string, string>>;
type Answer = { readonly resp: string; readonly msg: string; readonly params?: Params };

export interface OpenPlatform {
  /** One call of its API, whose body is JSON. */
  call(api: string, body: string): Answer;
  /** A code for the app that sent this payer to the sign page. */
  newCode(
    given: { readonly appId: string; readonly payer: string; readonly planId: string },
  ): string;
  /** Whether a page may use the control inside the app under these settings. */
  acceptsPage(given: Params): boolean;
}

const bodySchema = z.record(z.string(), z.union([z.string(), z.number()]));
const no = (resp: string, msg: string): Answer => ({ resp, msg });
const yes = (params: Params): Answer => ({ resp: "00", msg: "成功", params });

// Of these codes only BC0025 was seen of the genuine platform.
const SIGNATURE_WRONG = no("BC0025", "签名错误");
const TOKEN_WRONG = no("BC0010", "token 无效或已过期");

export function createOpenPlatform(context: Context): OpenPlatform {
  const grants = new Map<string, Grant>();
  const told = new Map<string, { readonly answer: Answer; readonly until: number }>();

  const grant = (given: Omit<Grant, "until">, ms: number): string => {
    const token = randomBytes(24).toString("base64");
    grants.set(token, { ...given, until: context.now() + ms });
    return token;
  };
  const granted = (token: string | undefined, kind: Grant["kind"], appId: string) => {
    const found = grants.get(token ?? "");
    const holds = found?.kind === kind && found.appId === appId && found.until >= context.now();
    return holds ? found : undefined;
  };

  return {
    newCode: ({ appId, payer, planId }) =>
      grant({ appId, kind: "code", payer, planId, scope: "upapi_contract" }, CODE_MS),
    acceptsPage: (given) => {
      const { appId = "", nonceStr = "", timestamp = "", url = "", signature } = given;
      const app = context.apps.get(appId);
      const tokens = [...grants].filter(([, each]) =>
        each.kind === "front" && each.appId === appId && each.until >= context.now()
      );
      return app !== undefined && tokens.some(([frontToken]) =>
        signature ===
          digestOf({ appId, frontToken, nonceStr, secret: app.secret, timestamp, url })
      );
    },
    call: (api, body) => {
      const asked = read(body);
      if (!asked) return no("BC0001", "请求不是 JSON");
      const app = context.apps.get(asked["appId"] ?? "");
      if (!app) return no("BC0002", "appId 不存在");
      if (api === "backendToken" || api === "frontToken") {
        return newToken(app, api === "backendToken" ? "backend" : "front", asked);
      }
      if (!granted(asked["backendToken"], "backend", app.appId)) return TOKEN_WRONG;
      return perform(api, app, asked);
    },
  };

  function newToken(app: OpenApp, kind: "backend" | "front", asked: Params): Answer {
    const { nonceStr = "", timestamp = "", signature } = asked;
    if (nonceStr === "" || !/^\d{10}$/.test(timestamp)) return no("BC0001", "nonceStr, timestamp");
    if (Math.abs(Number(timestamp) * 1_000 - context.now()) > SKEW_MS) {
      return no("BC0001", "timestamp");
    }
    const { appId, secret } = app;
    if (signature !== digestOf({ appId, nonceStr, secret, timestamp })) return SIGNATURE_WRONG;
    const token = grant({ appId, kind }, TOKEN_MS);
    return yes({ [`${kind}Token`]: token, expiresIn: String(TOKEN_MS / 1_000) });
  }

  function perform(api: string, app: OpenApp, asked: Params): Answer {
    switch (api) {
      case "token":
        return exchange(app, asked);
      case "contract.apply":
        return apply(app, asked);
      case "contract.relieve":
        return relieve(app, asked);
      case "contract.info":
        return info(app, asked);
      case "contract.status":
        return yes({ unfinished: "0" });
      default:
        return no("BC0003", "没有这个接口");
    }
  }

  function exchange({ appId }: OpenApp, asked: Params): Answer {
    const { code = "", grantType } = asked;
    const found = granted(code, "code", appId);
    if (grantType !== "authorization_code" || !found) return no("BC0011", "code 无效");
    grants.delete(code);
    const { payer = "", scope = "", planId = "" } = found;
    const accessToken = grant({ appId, kind: "access", payer, scope, planId }, ACCESS_MS);
    return yes({
      accessToken,
      expiresIn: String(ACCESS_MS / 1_000),
      openId: openIdOf(appId, payer),
      unionId: openIdOf("", payer),
      scope,
      refreshToken: randomBytes(24).toString("base64"),
    });
  }

  function apply(app: OpenApp, asked: Params): Answer {
    const { accessToken, openId = "", planId = "", contractCode = "" } = asked;
    const found = granted(accessToken, "access", app.appId);
    const payer = found?.payer ?? "";
    if (!found || openId !== openIdOf(app.appId, payer)) return TOKEN_WRONG;
    const isOffered = app.plans.some((plan) => plan.planId === planId);
    // What was confirmed on the page is what can be signed.
    if (!isOffered || found.planId !== planId) return no("BC0020", "planId");
    if (contractCode === "") return no("BC0001", "contractCode");
    const given = { appId: app.appId, openId, payer, planId, contractCode };
    return yes(printed(applyContract(context, given)));
  }

  function relieve({ appId }: OpenApp, asked: Params): Answer {
    const { openId = "", planId = "", contractId } = asked;
    const found = inForce(context.world.contracts, { appId, openId, planId });
    if (!found || found.contractId !== contractId) return no("BC0021", "没有签约");
    found.endedAt = context.now();
    return yes({ contractCode: found.contractCode, operateTime: stamp(found.endedAt) });
  }

  function info({ appId }: OpenApp, asked: Params): Answer {
    const { openId = "", planId = "" } = asked;
    const id = JSON.stringify([appId, openId, planId]);
    const known = told.get(id);
    if (known && known.until > context.now()) return known.answer;
    const latest = context.world.contracts.findLast((each) =>
      each.appId === appId && each.openId === openId && each.planId === planId
    );
    const state = latest === undefined ? "0" : latest.endedAt === undefined ? "1" : "3";
    const answer = yes({ contractId: latest?.contractId ?? "", contractStatus: state });
    told.set(id, { answer, until: context.now() + INFO_MS });
    return answer;
  }
}

function read(body: string): Params | undefined {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(body));
    if (!parsed.success) return undefined;
    return Object.fromEntries(
      Object.entries(parsed.data).map(([name, value]) => [name, `${value}`]),
    );
  } catch {
    return undefined;
  }
}

/** Of the names in their order, hashed once; the secret is one of them and is never sent. */
function digestOf(fields: Params): string {
  const text = Object.keys(fields).sort().map((name) => `${name}=${fields[name]}`).join("&");
  return createHash("sha256").update(text).digest("hex");
}

/** One per person and app. */
function openIdOf(appId: string, payer: string): string {
  return createHash("sha256").update(`${appId} ${payer}`).digest("base64url").slice(0, 28);
}

function printed({ contractId, contractCode, planId, openId, signedAt }: Contract): Params {
  return { contractId, contractCode, planId, openId, operateTime: stamp(signedAt) };
}
