import type { Child } from "hono/jsx";
import type { Overview } from "../../core/overview/view_overview.ts";
import { paths, type PlotName } from "../../core/paths.ts";
import type { Lang } from "../words.ts";
import { DeliveriesPlot } from "./deliveries_plot.tsx";
import { OutcomesPlot } from "./outcomes_plot.tsx";
import { PaidPlot } from "./paid_plot.tsx";
import { deliveryColumns, outcomeColumns, paidColumns, rowsOfLines } from "./plot_columns.ts";
import { PlotTable } from "./plot_table.tsx";
import { overviewWords } from "./words.ts";
import { weekdayOf } from "./weekday_of.ts";

interface Props {
  readonly lang: Lang;
  readonly overview: Overview;
  readonly shows: Readonly<Record<PlotName, boolean>>;
  readonly mayExport: boolean;
}

/** The plots, each with its figures as a table and as a file. */
export function PlotFigures({ lang, overview, shows, mayExport }: Props) {
  const w = overviewWords(lang);
  const { paid, outcomes, deliveries, today: { day } } = overview;
  const weekday = w.weekdays[weekdayOf(day)] ?? "";
  const fileOf = (name: PlotName) =>
    mayExport ? <a class="link" href={paths.plot(name, "csv")}>{w.download}</a> : null;
  return (
    <div class="plots">
      {shows.paid
        ? (
          <Figure title={w.paidTitle}>
            <PaidPlot w={w} hours={paid} weekday={weekday} />
            <PlotTable
              summary={w.table}
              columns={paidColumns(w, weekday)}
              rows={paid}
              file={fileOf("paid")}
            />
          </Figure>
        )
        : null}
      {shows.outcomes
        ? (
          <Figure title={w.outcomesTitle}>
            <OutcomesPlot w={w} days={outcomes} />
            <PlotTable
              summary={w.table}
              columns={outcomeColumns(w)}
              rows={outcomes}
              file={fileOf("outcomes")}
            />
          </Figure>
        )
        : null}
      {shows.deliveries
        ? (
          <Figure title={w.deliveriesTitle}>
            {deliveries.length === 0 ? <p class="quiet-text">{w.noDeliveries}</p> : (
              <>
                <DeliveriesPlot w={w} lines={deliveries} />
                <PlotTable
                  summary={w.table}
                  columns={deliveryColumns(w)}
                  rows={rowsOfLines(deliveries)}
                  file={fileOf("deliveries")}
                />
              </>
            )}
          </Figure>
        )
        : null}
    </div>
  );
}

function Figure({ title, children }: { readonly title: string; readonly children: Child }) {
  return (
    <section class="card stack">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
