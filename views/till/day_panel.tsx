import { paths } from "../../core/paths.ts";
import type { TillDay } from "../../core/till/view_day.ts";
import { shanghaiTime } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { formatMoney } from "../parts/money.tsx";
import { words } from "../words.ts";
import { SaleList } from "./sale_list.tsx";
import { TakingsFacts } from "./takings.tsx";
import { tillWords } from "./words.ts";

const POLL_SECONDS = 3;

interface Props {
  readonly frame: Frame;
  readonly day: TillDay;
  /** An older page of sales: it stays as it is. */
  readonly older: boolean;
}

/** Today's sales and totals. It asks by itself, and keeps what it shows while the portal is out of reach. */
export function DayPanel({ frame, day, older }: Props) {
  const { lang } = frame;
  const w = tillWords(lang);
  const asks = older ? {} : {
    "hx-get": paths.counterSales(day.mark),
    "hx-trigger": `every ${POLL_SECONDS}s, ask`,
    "hx-swap": "outerHTML",
    "hx-nonce": frame.nonce,
  };
  return (
    <div id="sales" class="stack" data-count={`${day.day} ${day.paid.count}`} {...asks}>
      <div class="totals">
        <section class="card">
          <h1>{w.today(day.day)}</h1>
          <TakingsFacts takings={day} lang={lang} />
        </section>
        {day.shift
          ? (
            <section class="card">
              <h2>
                {w.shift}{" "}
                <span class="small quiet-text">
                  {w.shiftSince(shanghaiTime(day.shift.shift.beganAt).slice(5, 16))}
                </span>
              </h2>
              <TakingsFacts takings={day.shift} lang={lang} />
            </section>
          )
          : null}
      </div>
      <section class="card">
        <h2>{w.sales}</h2>
        {day.sales.length === 0
          ? <p class="quiet-text">{w.noSales}</p>
          : <SaleList sales={day.sales} lang={lang} />}
        <p class="inline">
          {older ? <a class="link" href={paths.counter()}>{w.newest}</a> : null}
          {day.before ? <a class="link" href={paths.counter(day.before)}>{w.older}</a> : null}
        </p>
      </section>
    </div>
  );
}

/** The panel for an open page that shows something else; a sale that has come is spoken. */
export function DayPanelChange(
  { frame, day, seen }: Omit<Props, "older"> & { readonly seen: string },
) {
  const [newest] = day.sales;
  const more = day.paid.count > Number(seen.split(".")[1] ?? 0);
  return (
    <>
      <DayPanel frame={frame} day={day} older={false} />
      {more && newest
        ? (
          <hx-partial hx-target="#status" hx-swap="textContent">
            {words(frame.lang).received(formatMoney(newest.order.amount))}
          </hx-partial>
        )
        : null}
    </>
  );
}
