import type { LinkOfMerchantView } from "../../../core/console/view_link.ts";
import { linkResource } from "../../../core/link/link_resource.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount } from "../../parts/money.tsx";
import { QrCode } from "../../parts/qr_code.tsx";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { AsJson, Timeline } from "../detail.tsx";
import { StateWord } from "../state_word.tsx";
import { linkMarks } from "./link_columns.tsx";
import { linkWords } from "./link_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: LinkOfMerchantView;
}

/** One payment link: its code and poster, whether it takes payments, and what was paid. */
export function ConsoleLinkPage({ frame, who, view }: Props) {
  const { lang } = frame;
  const w = linkWords(lang);
  const { link, steps } = view;
  const url = frame.origin + paths.pay(link.linkId);
  const next = link.state === "active" ? "paused" : "active";
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="links" title={link.subject}>
      <p>
        <a class="link" href={paths.consoleList("links")}>{w.title}</a>
      </p>
      <section class="card stack">
        <h1>
          <StateWord mark={linkMarks[link.state]} text={w.states[link.state]} />{" "}
          <bdi>{link.subject}</bdi>
        </h1>
        <QrCode content={url} alt={w.code(link.subject)} />
        <Facts
          rows={[
            fact(w.columns.amount, link.amount ? <Amount money={link.amount} /> : w.columns.free),
            fact(w.address, <a class="link" href={paths.pay(link.linkId)}>{url}</a>),
            fact(w.columns.created, <Time at={link.createdAt} lang={lang} />),
            fact(w.columns.linkId, <span class="mono">{link.linkId}</span>),
          ]}
        />
        <p class="tools">
          <a class="button" href={paths.payPoster(link.linkId)}>{w.poster}</a>
          <a class="link" href={paths.payPosterSvg(link.linkId)} download>{w.posterFile}</a>
          <a class="link" href={paths.payQr(link.linkId)} download>{w.codeFile}</a>
          <a class="link" href={paths.payTag(link.linkId)} download>{w.tagFile}</a>
          {permits(who.role, "orders:read")
            ? (
              <a class="link" href={paths.consoleList("orders", `link_id=${link.linkId}`)}>
                {w.orders}
              </a>
            )
            : null}
        </p>
        {permits(who.role, "links:write")
          ? (
            <form class="stack" method="post" action={paths.consoleLinkState(link.linkId)}>
              <input type="hidden" name="state" value={next} />
              <p class="quiet-text">{w.pauseHelp}</p>
              <p>
                <button class="button quiet" type="submit">
                  {next === "paused" ? w.pause : w.resume}
                </button>
              </p>
            </form>
          )
          : null}
      </section>
      <Timeline lang={lang} steps={steps} />
      <AsJson lang={lang} resource={linkResource(view, frame.origin)} />
    </DeskLayout>
  );
}
