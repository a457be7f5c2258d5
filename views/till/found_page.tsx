import { paths } from "../../core/paths.ts";
import { SALES_LOOKED } from "../../core/till/find_sale.ts";
import type { OpenTill, Sale } from "../../core/till/till.ts";
import type { Frame } from "../frame.ts";
import { CounterFrame } from "./counter_frame.tsx";
import { FindForm } from "./counter_page.tsx";
import { SaleList } from "./sale_list.tsx";
import { tillWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly till: Pick<OpenTill, "screen" | "merchant">;
  readonly typed: string;
  /** Undefined when nothing could be looked for. */
  readonly sales: readonly Sale[] | undefined;
}

/** What a search for the last four came to, where it is not one sale. */
export function FoundPage({ frame, till: { screen, merchant }, typed, sales }: Props) {
  const { lang } = frame;
  const w = tillWords(lang);
  return (
    <CounterFrame
      frame={frame}
      title={w.find}
      mode={merchant.mode}
      shop={merchant.name}
      till={screen.name}
    >
      <div class="counter">
        <section class="card stack">
          <h1>{w.find}</h1>
          {sales === undefined
            ? <p>{w.endingMalformed}</p>
            : sales.length === 0
            ? <p>{w.none(typed, SALES_LOOKED.toLocaleString("en"))}</p>
            : (
              <>
                <p>{w.several(sales.length)}</p>
                <SaleList sales={sales} lang={lang} dated />
              </>
            )}
          <p>
            <a class="link" href={paths.counter()}>{w.back}</a>
          </p>
        </section>
        <FindForm
          frame={frame}
          typed={typed}
          error={sales === undefined ? w.endingMalformed : undefined}
        />
      </div>
    </CounterFrame>
  );
}
