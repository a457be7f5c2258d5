import type { Child } from "hono/jsx";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Notices } from "../parts/notices.tsx";
import { tillWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly title: string;
  readonly mode: Mode;
  /** The shop's, above everything; the till's own name beside it. */
  readonly shop: string;
  readonly till: string;
  readonly children: Child;
}

/** Every page of a till that is unlocked: whose it is, the way back to the code, and the lock. */
export function CounterFrame({ frame, title, mode, shop, till, children }: Props) {
  const w = tillWords(frame.lang);
  const { nonce, asset } = frame;
  return (
    <Layout
      frame={frame}
      title={title}
      mode={mode}
      width="wide"
      head={
        <>
          <link rel="stylesheet" href={asset("till.css")} />
          <script src={asset("till.js")} nonce={nonce} type="module" />
        </>
      }
    >
      <div class="counter-top">
        <p class="whose">
          <b>
            <bdi>{shop}</bdi>
          </b>{" "}
          <bdi class="quiet-text">{till}</bdi>
        </p>
        <div class="inline">
          <a class="link" href={paths.till()}>{w.toScreen}</a>
          <form method="post" action={paths.counterLock()}>
            <button class="link" type="submit">{w.lock}</button>
          </form>
        </div>
      </div>
      <Notices frame={frame} here={frame.here} />
      {children}
    </Layout>
  );
}
