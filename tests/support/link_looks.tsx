import type { Link } from "../../core/link/link.ts";
import type { LinkStanding, LinkView } from "../../core/link/view_link.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { ClientKind } from "../../core/method/client.ts";
import { dailyCaps, STATIC_TIER } from "../../core/method/verification.ts";
import { rankMethods } from "../../core/method/rank_methods.ts";
import { cny } from "../../core/money.ts";
import type { Order } from "../../core/order/order.ts";
import { LinkPage } from "../../views/link/link_page.tsx";
import type { PayFormError } from "../../views/link/pay_form.tsx";
import type { PosterFacts } from "../../views/link/poster.tsx";
import { PosterPage } from "../../views/link/poster_page.tsx";
import { UnknownLinkPage } from "../../views/link/unknown_link_page.tsx";
import { brandOf, LEAF_SVG } from "./brands.ts";
import { START } from "./fake_clock.ts";
import { openOrder, teaHouse } from "./fixtures.ts";
import { keysOf, type Looks, looksOf } from "./look.ts";

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
  readonly formError?: PayFormError;
  readonly typed?: string;
}

interface Drawn {
  readonly view: LinkView;
  readonly formError: PayFormError | undefined;
  readonly typed: { readonly amount: string };
}

function drawn(given: Given = {}): Drawn {
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
  return { view, formError: given.formError, typed: { amount: given.typed ?? "" } };
}

/** Everything a link's page can be, by name. */
const pages = {
  open: drawn(),
  open_desktop: drawn({ client: "desktop" }),
  open_wechat: drawn({ client: "wechat" }),
  open_long: drawn({ merchant: long, left: 12_345 }),
  fixed: drawn({ link: fixed }),
  branded: drawn({ merchant: { ...teaHouse, brand: brandOf("#2f7d4f") } }),
  missing: drawn({ formError: "amount_missing" }),
  wrong: drawn({ formError: "amount_wrong", typed: "12,5" }),
  over: drawn({ formError: "over_limit", typed: "371.51", left: 37_150 }),
  used_up: drawn({ standing: "used_up", left: 0 }),
  used_up_refused: drawn({ standing: "used_up", left: 0, formError: "over_limit" }),
  waiting: drawn({ previous: openOrder }),
  paused: drawn({ standing: "paused" }),
  unavailable: drawn({ standing: "unavailable" }),
  nothing_granted: drawn({ merchant: { ...teaHouse, products: ["static_code"] } }),
} as const satisfies Record<string, Drawn>;

const posters = {
  poster: { link: fixed, merchant: teaHouse },
  poster_long: { link: open, merchant: long },
  poster_paused: { link: { ...open, state: "paused" }, merchant: teaHouse },
  poster_branded: {
    link: fixed,
    merchant: { ...teaHouse, brand: brandOf("#2f7d4f") },
    logo: `data:image/svg+xml;base64,${btoa(LEAF_SVG)}`,
  },
} as const satisfies Record<string, Pick<PosterFacts, "link" | "merchant"> & Partial<PosterFacts>>;

const printed = {
  institution: "Countersign",
  imprint: { licence: "Z0000000000000", phone: "000-0000-0000", termsUrl: undefined },
} as const;

const LINK_URL = `https://pay.example/l/${open.linkId}`;

/** A link's page and its poster, in every state. */
export const linkLooks: Looks = {
  ...looksOf(
    "link",
    keysOf(pages),
    (name) => (frame) => <LinkPage frame={frame} {...pages[name]} />,
  ),
  "link/unknown": (frame) => <UnknownLinkPage frame={frame} />,
  ...looksOf(
    "link",
    keysOf(posters),
    (name) => (frame) => (
      <PosterPage
        frame={frame}
        facts={{ logo: undefined, url: LINK_URL, ...posters[name], ...printed }}
      />
    ),
  ),
};
