import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Band } from "../parts/band.tsx";
import { walletWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  /** Opens the wallet inside the app; absent where no app is known to us. */
  readonly mode: Mode;
  readonly appUrl: string | undefined;
  /** A consumer came from the app but could not be signed in. */
  readonly refused: boolean;
}

/** The wallet without a session: how to open it, and nobody's data. */
export function ComeInPage({ frame, mode, appUrl, refused }: Props) {
  const w = walletWords(frame.lang);
  return (
    <Layout frame={frame} title={w.title} mode={mode} width="column">
      <section class="card stack">
        {refused
          ? (
            <Band mark="wrongapp">
              <p>{w.entryRefused}</p>
            </Band>
          )
          : null}
        <h1>{w.comeInTitle}</h1>
        <p>{w.comeIn}</p>
        {appUrl ? <a class="button" href={appUrl}>{w.openInApp}</a> : null}
        <a class={appUrl ? "button quiet" : "button"} href={paths.walletSignIn()}>{w.signIn}</a>
      </section>
    </Layout>
  );
}
