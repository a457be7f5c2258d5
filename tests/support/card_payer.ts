import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import type { PersonNo } from "../../sandbox/bank/persons.ts";
import type { Gateway } from "../../unionpay_gateway/gateway.ts";
import { leavingFields } from "./gateway_app.ts";
import type { TestApp } from "./test_app.ts";

const PHONE = "Mozilla/5.0 (Linux; Android 15) Mobile Safari/537.36";
type Fields = Readonly<Record<string, string>>;

/** A payer's own browser: it keeps its cookies, has no script and follows no redirect. */
export interface CardPayer {
  get(path: string): Promise<Shown>;
  post(path: string, fields?: Fields): Promise<Shown>;
  /** Comes in from the sandbox's app. */
  signIn(personNo?: PersonNo): Promise<void>;
}

interface Shown {
  readonly status: number;
  readonly html: string;
  /** The path that it is sent on to. */
  readonly location: string;
}

export function cardPayer(app: TestApp, lang = "en"): CardPayer {
  const { publicUrl } = app.deps.config;
  const cookies = new Map<string, string>();
  const send = async (path: string, fields?: Fields): Promise<Shown> => {
    const answer = await app.fetch(
      new Request(publicUrl + path, {
        headers: {
          "User-Agent": PHONE,
          "Accept-Language": lang,
          Origin: publicUrl,
          Cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
        },
        ...(fields ? { method: "POST", body: new URLSearchParams(fields) } : {}),
      }),
    );
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    const location = (answer.headers.get("location") ?? "").replace(publicUrl, "");
    return { status: answer.status, html: await answer.text(), location };
  };
  return {
    get: (path) => send(path),
    post: (path, fields = {}) => send(path, fields),
    signIn: async (personNo = "person_a") => {
      await send(`/wallet?app_code=${await makeAppCode(app.deps, personNo)}`);
    },
  };
}

export const DEBIT = "6216261000000000018";

/** Goes to bind a card and comes to the gateway's page, which asks for its number; the address of that page. */
export async function leaveToBind(
  payer: CardPayer,
  gateway: Gateway,
  orderId: string,
): Promise<{ readonly page: string; readonly form: Fields }> {
  const begun = await payer.post(`/checkout/${orderId}/cards/openings`);
  const form = leavingFields((await payer.get(begun.location)).html);
  const entered = await fetch(`${gateway.url}/gateway/api/frontTransReq.do`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  await entered.body?.cancel();
  return { page: entered.url, form };
}

/** Types the card's number and the code there; the page with the way back. */
export async function bindAt(page: string, number = DEBIT): Promise<string> {
  const press = async (fields: Fields) => {
    const answer = await fetch(page, { method: "POST", body: new URLSearchParams(fields) });
    return await answer.text();
  };
  await press({ number });
  return await press({ code: "111111" });
}

/** The cards among which the payer may choose for this order. */
export async function cardsOf(payer: CardPayer, orderId: string): Promise<readonly string[]> {
  const { html } = await payer.get(`/checkout/${orderId}/cards`);
  return [...html.matchAll(/name="card" id="(bnd_\w+)"/g)].map(([, id = ""]) => id);
}

/** Chooses a card, so that a code is sent; the path of the payment. */
export async function askCode(payer: CardPayer, orderId: string, card: string): Promise<string> {
  const chosen = await payer.post(`/checkout/${orderId}/cards`, { card });
  const { html } = await shownAt(payer, chosen.location);
  const [, path] = /action="(\/checkout\/ord_\w+\/payments\/pay_\w+)\/code"/.exec(html) ?? [];
  if (path === undefined) throw new Error(`No code is asked for: ${chosen.status} ${html}`);
  return path;
}

/** The page there; an address with a proof that this browser does not need leads to the one without. */
export async function shownAt(payer: CardPayer, path: string): Promise<Shown> {
  const shown = await payer.get(path);
  return shown.status === 303 ? await payer.get(shown.location) : shown;
}
