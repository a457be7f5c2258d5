import { paths } from "../../core/paths.ts";
import type { Frame } from "../../views/frame.ts";
import { Layout } from "../../views/layout.tsx";
import type { Facts } from "./demo.ts";
import { homeWords, type Step } from "./home_words.ts";

interface Props {
  readonly frame: Frame;
  readonly facts: Pick<
    Facts,
    "merchant_no" | "secret_key" | "checkout_url" | "screen_url" | "sign_url" | "link_url"
  >;
  /** What a visitor has not yet paid or signed. */
  readonly open: { readonly order: boolean; readonly signing: boolean };
}

/** The walk through the demo: every place there is to try, in the order in which it makes sense. */
export function DemoHomePage({ frame, facts, open }: Props) {
  const w = homeWords(frame.lang);
  const { checkout, screen, link, shop, sign, wallet, app, purse, inbox, receiver, docs } = w.steps;
  return (
    <Layout frame={frame} title={w.title} mode="test" width="column" script={false}>
      <section class="card stack">
        <h1>{w.title}</h1>
        <p>{w.intro}</p>
      </section>
      {open.order
        ? <Place step={checkout} to={facts.checkout_url} />
        : <Anew step={checkout} to={paths.demoOrders()} label={w.newOrder} />}
      <Place step={screen} to={facts.screen_url} />
      <Place step={link} to={facts.link_url} />
      <Place step={shop} to={paths.demoShop()} />
      {open.signing
        ? <Place step={sign} to={facts.sign_url} />
        : <Anew step={sign} to={paths.demoSignings()} label={w.newSigning} />}
      <Place step={wallet} to={paths.wallet()} />
      <Place step={app} to={paths.sandboxWallet()} />
      <Place step={purse} to={paths.sandboxPurse()} />
      <Place step={inbox} to={paths.sandboxInbox()} />
      <Place step={receiver} to={paths.demoReceiver()} />
      <Place step={docs} to={paths.docs()} />
      <section class="card stack">
        <h2>{w.fromCode}</h2>
        <p class="quiet-text">{w.fromCodeAbout}</p>
        <p class="mono small">{w.merchant} {facts.merchant_no}</p>
        <p class="mono small">{facts.secret_key}</p>
      </section>
    </Layout>
  );
}

function Place({ step, to }: { readonly step: Step; readonly to: string }) {
  return (
    <section class="card">
      <h2>
        <a class="link" href={to}>{step.title}</a>
      </h2>
      <p class="quiet-text">{step.about}</p>
    </section>
  );
}

/** What was paid or signed already: a new one to try again. */
function Anew(
  { step, to, label }: { readonly step: Step; readonly to: string; readonly label: string },
) {
  return (
    <section class="card stack">
      <h2>{step.title}</h2>
      <p class="quiet-text">{step.about}</p>
      <form method="post" action={to}>
        <button class="button" type="submit">{label}</button>
      </form>
    </section>
  );
}
