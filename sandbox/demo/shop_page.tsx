import { cny } from "../../core/money.ts";
import type { OrderState } from "../../core/order/order.ts";
import { paths } from "../../core/paths.ts";
import { Document } from "../../views/document.tsx";
import type { Frame } from "../../views/frame.ts";
import { LanguageSwitch } from "../../views/layout.tsx";
import { Amount, formatMoney } from "../../views/parts/money.tsx";
import { words } from "../../views/words.ts";
import { type ShopWords, shopWords } from "./shop_words.ts";

/** Texts to be copied. */
export interface ShopCode {
  readonly snippet: string;
  /** This page's own script, as it runs. */
  readonly page: string;
  readonly server: string;
  readonly register: string;
}

interface Props {
  readonly frame: Frame;
  /** As the API reported it to the shop's server. */
  readonly order: { readonly state: OrderState; readonly checkout_url: string };
  readonly code: ShopCode;
  /** Addresses of the page's own style and script. */
  readonly files: { readonly style: string; readonly script: string };
}

const PRICE = cny(6_800);

/** A small tea shop that sells without being left, and under it how that is done. */
export function ShopPage({ frame, files, order, code }: Props) {
  const { lang, nonce, origin } = frame;
  const say = shopWords(lang);
  return (
    <Document
      frame={frame}
      title={say.title}
      script={false}
      head={
        <>
          <link rel="stylesheet" href={files.style} />
          <script src={files.script} nonce={nonce} defer />
          <script src={origin + paths.embedScript()} nonce={nonce} defer />
        </>
      }
    >
      <p class="strip">{words(lang).test}</p>
      <header class="top wide">
        <b class="shop-name">{say.shop}</b>
        <LanguageSwitch frame={frame} />
      </header>
      <main class="wide shop">
        <Bowl title={say.picture} />
        <Tea order={order} say={say} />
        <How code={code} say={say} />
      </main>
    </Document>
  );
}

interface TeaProps extends Pick<Props, "order"> {
  readonly say: ShopWords;
}

function Tea({ order, say }: TeaProps) {
  const paid = order.state === "paid";
  const states = Object.fromEntries(
    Object.entries(say.states).map(([state, text]) => [`data-${state}`, text]),
  );
  return (
    <section class="stack">
      <h1>{say.tea}</h1>
      <p class="quiet-text">{say.about}</p>
      <Amount money={PRICE} size="large" />
      <p data-when="open" hidden={paid}>
        <a class="button" href={order.checkout_url} data-countersign>
          {say.pay(formatMoney(PRICE))}
        </a>
      </p>
      <form
        method="post"
        action={paths.demoShopCart()}
        class="stack"
        data-when="paid"
        hidden={!paid}
      >
        <p>{say.thanks}</p>
        <button class="button quiet" type="submit">{say.again}</button>
      </form>
      <div role="status">
        <dl class="facts">
          <div>
            <dt>{say.told}</dt>
            <dd id="told" {...states}>{say.nothing}</dd>
          </div>
          <div>
            <dt>{say.confirmed}</dt>
            <dd id="confirmed" {...states}>{say.states[order.state]}</dd>
          </div>
        </dl>
      </div>
    </section>
  );
}

function How({ code, say }: { readonly code: ShopCode; readonly say: ShopWords }) {
  return (
    <section class="card stack how">
      <h2>{say.how}</h2>
      <p>{say.howText}</p>
      <Step title={say.snippet} text={say.snippetText} code={code.snippet} />
      <Step title={say.page} text={say.pageText} code={code.page} />
      <Step title={say.server} text={say.serverText} code={code.server} />
      <Step title={say.register} text={say.registerText} code={code.register} />
    </section>
  );
}

interface StepProps {
  readonly title: string;
  readonly text: string;
  readonly code: string;
}

function Step({ title, text, code }: StepProps) {
  return (
    <>
      <h3>{title}</h3>
      <p class="small">{text}</p>
      <pre tabindex={0}><code>{code}</code></pre>
    </>
  );
}

function Bowl({ title }: { readonly title: string }) {
  return (
    <svg class="bowl" viewBox="0 0 320 240" role="img" aria-label={title}>
      <path class="saucer" d="M60 200h200c-12 18-44 24-100 24s-88-6-100-24Z" />
      <path class="cup" d="M84 108h152c-2 54-28 92-76 92s-74-38-76-92Z" />
      <path class="lid" d="M92 100c6-34 32-50 68-50s62 16 68 50Z" />
      <path class="lid" d="M144 50c2-12 8-18 16-18s14 6 16 18Z" />
      <path class="glaze" d="M104 124c6 34 20 56 42 64" />
      <path class="steam" d="M254 84c10-10-6-18 4-30M276 92c10-10-6-18 4-30" />
    </svg>
  );
}
