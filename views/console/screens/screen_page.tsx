import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Refund } from "../../../core/refund/refund.ts";
import type { Screen } from "../../../core/screen/screen.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount, formatMoney } from "../../parts/money.tsx";
import { formatTime, Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { StateWord } from "../state_word.tsx";
import { screenMarks } from "./screen_columns.tsx";
import { screenDeskWords } from "./screen_words.ts";

export interface ScreenPageProps {
  readonly frame: Frame;
  readonly who: Who;
  readonly screen: Screen;
  /** Asked for at its till, the newest first. */
  readonly refunds: readonly Refund[];
}

/** One screen: how it stands, its till, and what was refunded there. */
export function ScreenDeskPage({ frame, who, screen, refunds }: ScreenPageProps) {
  const { lang } = frame;
  const w = screenDeskWords(lang);
  const there = screen.state !== "unpaired";
  const mayWrite = there && permits(who.role, "screens:write");
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="screens" title={screen.name}>
      <h1>
        <bdi>{screen.name}</bdi>
      </h1>
      <section class="card">
        <h2>{w.facts}</h2>
        <Facts
          rows={[
            fact(
              w.columns.state,
              <StateWord mark={screenMarks[screen.state]} text={w.states[screen.state]} />,
            ),
            fact(
              w.columns.seen,
              screen.seenAt === undefined ? w.never : <Time at={screen.seenAt} lang={lang} />,
            ),
            fact(
              w.columns.pairedAt,
              screen.state === "paired" ? <Time at={screen.pairedAt} lang={lang} /> : undefined,
            ),
            fact(w.columns.screenId, <span class="mono">{screen.screenId}</span>),
          ]}
        />
        {mayWrite
          ? (
            <p>
              <a class="link" href={paths.consoleScreenUnpairing(screen.screenId)}>{w.unpair}</a>
            </p>
          )
          : null}
      </section>
      {there ? <TillCard lang={lang} who={who} screen={screen} /> : null}
      <Refunds lang={lang} who={who} refunds={refunds} />
    </DeskLayout>
  );
}

type PartProps = Pick<ScreenPageProps, "who"> & { readonly lang: Frame["lang"] };

function TillCard({ lang, who, screen }: PartProps & { readonly screen: Screen }) {
  const w = screenDeskWords(lang);
  const { screenId, pin, refundLimit: { each, perDay } } = screen;
  const mayWrite = permits(who.role, "screens:write");
  return (
    <section class="card stack">
      <h2>{w.till}</h2>
      <p class="quiet-text">{w.tillHelp}</p>
      <Facts
        rows={[
          fact("PIN", pin ? w.pinSetAt(formatTime(pin.setAt, lang)) : w.pins.none),
          fact(
            w.limit,
            each.fen === 0 ? w.noRefunds : w.limitOf(formatMoney(each), formatMoney(perDay)),
          ),
        ]}
      />
      {mayWrite
        ? (
          <div class="inline">
            <a class="button quiet" href={paths.consoleScreenPin(screenId)}>
              {pin ? w.changePin : w.setPin}
            </a>
            {permits(who.role, "refunds:write")
              ? (
                <a class="button quiet" href={paths.consoleScreenLimit(screenId)}>
                  {w.setLimit}
                </a>
              )
              : null}
          </div>
        )
        : null}
    </section>
  );
}

function Refunds({ lang, who, refunds }: PartProps & Pick<ScreenPageProps, "refunds">) {
  if (!permits(who.role, "refunds:read")) return null;
  const w = screenDeskWords(lang);
  return (
    <section class="card">
      <h2>{w.refundsHere}</h2>
      {refunds.length === 0 ? <p class="quiet-text">{w.noRefundsHere}</p> : null}
      <ul class="rows">
        {refunds.map(({ refundId, amount, createdAt, state, merchantRefundNo }) => (
          <li key={refundId}>
            <span>
              <Time at={createdAt} lang={lang} />
              <span class="mono meta">{merchantRefundNo}</span>
            </span>
            <span class="end">
              <Amount money={amount} />
              <span class="meta">{w.refundStates[state]}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
