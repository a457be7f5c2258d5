import { answerAcp } from "./acp/serve.ts";
import { brokenOff } from "./broken_off.ts";
import { places } from "./acp/kinds.ts";
import { type Command, commandSchema, type Report, reportOf } from "./control.ts";
import { payers } from "./cards.ts";
import type { Context } from "./context.ts";
import type { OpenPlatform } from "./open/api.ts";
import { appAct, appPage } from "./pages/app.ts";
import { cardAct, cardPage } from "./pages/card.ts";
import { enterFront } from "./pages/front.ts";
import { goTo, html, page } from "./pages/html.ts";
import { payAct, payPage } from "./pages/pay.ts";
import { signAct, signPage } from "./pages/sign.ts";
import { upsdkScript } from "./pages/upsdk.ts";

interface Doors {
  readonly platform: OpenPlatform;
  readonly control: (command: Command) => Promise<Report>;
}

const BODY_CHARACTERS_MAX = 256 * 1024;
const API = "/open/access/1.0/";

/** Every address of the simulated world. */
export function createRouter(
  context: Context,
  { platform, control }: Doors,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname: path, searchParams } = new URL(request.url);
    const isPost = request.method === "POST";
    const body = isPost ? await request.text() : "";
    if (body.length > BODY_CHARACTERS_MAX) return new Response(null, { status: 413 });
    if (path === "/control") return await answerControl(request, body);

    const contentType = request.headers.get("content-type") ?? "";
    if (isPlace(path) && (isPost || path !== "/")) {
      if (!isPost) return new Response(null, { status: 405, headers: { allow: "POST" } });
      const place = places[path];
      if (place !== "front") return await answerAcp(context, { place, contentType, body });
    }
    if (context.behaviour.take(["page"], "down")) return new Response(null, { status: 503 });
    if (path === "/gateway/api/frontTransReq.do") return enterFront(context, { contentType, body });
    if (path.startsWith(API)) return answerApi(path.slice(API.length), body);
    if (path === "/upsdk/config") return fromAnywhere({ ok: acceptsPage(body) });
    return answerPage(request, { path, isPost, given: isPost ? form(body) : searchParams });
  };

  function answerPage(
    request: Request,
    { path, isPost, given }: {
      readonly path: string;
      readonly isPost: boolean;
      readonly given: URLSearchParams;
    },
  ): Response {
    const [, room = "", name = "", tn = ""] = path.split("/");
    const payer = payerOf(request);
    if (path === "/") return goTo("/app");
    if (path === "/s/open/noPwd/html/open.html") {
      return isPost
        ? signAct(context, platform, { payer, given })
        : signPage(context, payer, given);
    }
    if (path === "/s/open/js/upsdk.js") return upsdkScript();
    if (room === "pay") return isPost ? payAct(context, name, given) : payPage(context, name);
    if (room === "card") return isPost ? cardAct(context, name, given) : cardPage(context, name);
    if (path === "/app") return isPost ? appAct(context, payer, given) : appPage(context, payer);
    if (path.startsWith("/app/tn/")) {
      return appAct(context, payer, new URLSearchParams({ act: "open", what: tn }));
    }
    return page("找不到 Not found", html``, 404);
  }

  function answerApi(api: string, body: string): Response {
    const { behaviour } = context;
    if (behaviour.take([api], "down")) return new Response(null, { status: 503 });
    const forced = behaviour.take([api], "answer");
    const answer = forced ? { resp: forced.code ?? "ZZ", msg: "?" } : platform.call(api, body);
    return behaviour.take([api], "silent") ? brokenOff() : json(answer);
  }

  function acceptsPage(body: string): boolean {
    try {
      return platform.acceptsPage(JSON.parse(body));
    } catch {
      return false;
    }
  }

  /** Only as JSON, which no page of somebody else can send from a browser. */
  async function answerControl(request: Request, body: string): Promise<Response> {
    if (request.method === "GET") return json(reportOf(context));
    if (!request.headers.get("content-type")?.startsWith("application/json")) {
      return json({ error: "send application/json" }, 415);
    }
    const parsed = commandSchema.safeParse(parse(body));
    if (!parsed.success) return json({ error: parsed.error.issues }, 422);
    const report = await control(parsed.data);
    return json(report, report.refused ? 409 : 200);
  }
}

function isPlace(path: string): path is keyof typeof places {
  return path in places;
}

function payerOf(request: Request): string {
  const [, given] = /(?:^|; )payer=(\w+)/.exec(request.headers.get("cookie") ?? "") ?? [];
  return payers.find((each) => each === given) ?? payers[0];
}

function form(body: string): URLSearchParams {
  return new URLSearchParams(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function json(value: unknown, status = 200): Response {
  return Response.json(value, { status, headers: { "cache-control": "no-store" } });
}

/** The shop's page asks with the gateway's script. */
function fromAnywhere(value: unknown): Response {
  return Response.json(value, { headers: { "access-control-allow-origin": "*" } });
}
