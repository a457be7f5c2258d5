import { Hono } from "hono";
import type { Config } from "../../core/deps.ts";
import type { Link } from "../../core/link/link.ts";
import type { LinkStanding, LinkView } from "../../core/link/view_link.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { ClientKind } from "../../core/method/client.ts";
import { dailyCaps, STATIC_TIER } from "../../core/method/verification.ts";
import { rankMethods } from "../../core/method/rank_methods.ts";
import { cny } from "../../core/money.ts";
import type { Order } from "../../core/order/order.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { assetRoutes } from "../../routes/assets.ts";
import { headers } from "../../routes/middleware/headers.ts";
import { type PageEnv, pageFrame, render } from "../../routes/render.tsx";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { LinkPage } from "../../views/link/link_page.tsx";
import type { PayTrouble } from "../../views/link/pay_form.tsx";
import { PosterPage } from "../../views/link/poster_page.tsx";
import { UnknownLinkPage } from "../../views/link/unknown_link_page.tsx";
import { START } from "./fake_clock.ts";
import { openOrder, teaHouse } from "./fixtures.ts";

const config: Config = {
  publicUrl: "http://looks.test",
  publicUrlFixed: true,
  institution: "Countersign",
  demo: true,
  sandbox: true,
  webhookAllowPrivate: true,
  limitScope: "account",
};

const open: Link = {
  linkId: "lnk_01KAG8M0000000000000000001",
  merchantNo: teaHouse.merchantNo,
  subject: "柜台收款 Counter",
  amount: undefined,
  state: "active",
  createdAt: START,
  version: 1,
};
const fixed: Link = { ...open, amount: cny(1_800) };
const long: Merchant = { ...teaHouse, name: "Breeze & Bamboo Teahouse Trading Company, Hangzhou" };

interface Given {
  readonly link?: Link;
  readonly merchant?: Merchant;
  readonly client?: ClientKind;
  readonly standing?: LinkStanding;
  readonly left?: number;
  readonly previous?: Order;
  readonly trouble?: PayTrouble;
  readonly typed?: string;
}

interface Look {
  readonly view: LinkView;
  readonly trouble: PayTrouble | undefined;
  readonly typed: { readonly amount: string };
}

function look(given: Given = {}): Look {
  const { link = open, merchant = teaHouse, client = "phone", left = 50_000 } = given;
  const cap = dailyCaps[STATIC_TIER];
  const view: LinkView = {
    link,
    merchant,
    client,
    offer: rankMethods({ merchant, client, tried: [] }, undefined)[0],
    limit: { counter: undefined, tier: STATIC_TIER, cap, left: cny(left) },
    standing: given.standing ?? "payable",
    previous: given.previous,
    once: "AAECAwQFBgcICQoLDA0ODw",
  };
  return { view, trouble: given.trouble, typed: { amount: given.typed ?? "" } };
}

/** Everything a link's page can be, by name. */
const looks: Readonly<Record<string, Look>> = {
  open: look(),
  open_desktop: look({ client: "desktop" }),
  open_wechat: look({ client: "wechat" }),
  open_long: look({ merchant: long, left: 12_345 }),
  fixed: look({ link: fixed }),
  missing: look({ trouble: "amount_missing" }),
  wrong: look({ trouble: "amount_wrong", typed: "12,5" }),
  over: look({ trouble: "over_limit", typed: "371.51", left: 37_150 }),
  used_up: look({ standing: "used_up", left: 0 }),
  used_up_refused: look({ standing: "used_up", left: 0, trouble: "over_limit" }),
  waiting: look({ previous: openOrder }),
  paused: look({ standing: "paused" }),
  unavailable: look({ standing: "unavailable" }),
  nothing_granted: look({ merchant: { ...teaHouse, products: ["static_code"] } }),
};

const posters: Readonly<Record<string, { readonly link: Link; readonly merchant: Merchant }>> = {
  poster: { link: fixed, merchant: teaHouse },
  poster_long: { link: open, merchant: long },
  poster_paused: { link: { ...open, state: "paused" }, merchant: teaHouse },
};

/** Where each look lies. */
export const linkPlaces: readonly string[] = [
  ...Object.keys(looks).map((name) => `/looks/${name}`),
  ...Object.keys(posters).map((name) => `/posters/${name}`),
  "/looks/unknown",
];

/** Each state at its own address, under the portal's real headers, with nothing behind it. */
export async function linkLooks(): Promise<Hono<AppEnv>> {
  const assets = await loadAssets();
  const app = new Hono<AppEnv>();
  app.use(headers);
  const pages = new Hono<PageEnv>();
  pages.use(pageFrame(config, assets));
  pages.get("/looks/:name", (c) => {
    const { frame } = c.var;
    const found = looks[c.req.param("name")];
    return found
      ? render(c, { page: () => <LinkPage frame={frame} {...found} /> })
      : render(c, { page: () => <UnknownLinkPage frame={frame} />, status: 404 });
  });
  pages.get("/posters/:name", (c) => {
    const found = posters[c.req.param("name")];
    if (!found) return c.notFound();
    const facts = { ...found, url: `${config.publicUrl}/l/${open.linkId}` };
    return render(c, { page: () => <PosterPage frame={c.var.frame} facts={facts} /> });
  });
  app.route("/", pages);
  app.route("/", assetRoutes(assets));
  return app;
}
