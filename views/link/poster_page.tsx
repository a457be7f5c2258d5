import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Band } from "../parts/band.tsx";
import { Poster, type PosterFacts } from "./poster.tsx";
import { posterWords } from "./poster_words.ts";

interface Props {
  readonly frame: Frame;
  readonly facts: PosterFacts;
}

/** A link's poster as printed, with what else a shop needs: files, and a tag if the phone can write one. */
export function PosterPage({ frame, facts }: Props) {
  const { lang, nonce, asset } = frame;
  const { link, merchant } = facts;
  const p = posterWords(lang);
  const title = p.title(merchant.name);
  return (
    <Layout
      frame={frame}
      title={title}
      mode={merchant.mode}
      width="column"
      script={false}
      head={
        <>
          <link rel="stylesheet" href={asset("poster.css")} />
          <script src={asset("poster.js")} nonce={nonce} type="module" />
        </>
      }
    >
      <section class="tools stack">
        <h1>{title}</h1>
        {link.state === "paused"
          ? (
            <Band mark="closed">
              <p>{p.paused}</p>
            </Band>
          )
          : <p>{p.paper}</p>}
        <Tools frame={frame} facts={facts} />
      </section>
      <Poster {...facts} />
    </Layout>
  );
}

function Tools({ frame: { lang }, facts: { link, url } }: Props) {
  const p = posterWords(lang);
  const { linkId } = link;
  return (
    <>
      <div class="actions">
        <button id="print" class="button" type="button" hidden>{p.print}</button>
        <button
          id="write"
          class="button quiet"
          type="button"
          data-uri={url}
          data-hold={p.tag.hold}
          data-written={p.tag.written}
          data-denied={p.tag.denied}
          data-failed={p.tag.failed}
          hidden
        >
          {p.writeTag}
        </button>
      </div>
      <p id="told" class="small" role="status"></p>
      <div class="inline">
        <a class="link" href={paths.payPosterSvg(linkId)} download>{p.asFile}</a>
        <a class="link" href={paths.payQr(linkId)} download>{p.codeAlone}</a>
        <a class="link" href={paths.payTag(linkId)} download>{p.tagBytes}</a>
      </div>
    </>
  );
}
