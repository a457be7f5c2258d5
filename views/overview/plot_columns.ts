import { noMoney } from "../../core/money.ts";
import type { DayOutcomes } from "../../core/overview/overview_store.ts";
import type { DeliveryHour, EndpointLine, PaidHour } from "../../core/overview/plots.ts";
import { shanghaiTime, startOfHour } from "../../core/time.ts";
import type { Column } from "../parts/csv.ts";
import type { OverviewWords } from "./words_zh.ts";

export function paidColumns(
  { columns }: OverviewWords,
  weekday: string,
): readonly Column<PaidHour>[] {
  return [
    { header: columns.hour, type: "number", of: ({ hour }) => hour },
    { header: columns.today, type: "amount", of: ({ today }) => today ?? noMoney },
    { header: columns.lastWeek(weekday), type: "amount", of: ({ lastWeek }) => lastWeek },
  ];
}

export function outcomeColumns({ columns }: OverviewWords): readonly Column<DayOutcomes>[] {
  return [
    { header: columns.day, type: "text", of: ({ day }) => day },
    { header: columns.paid, type: "number", of: ({ paid }) => paid },
    { header: columns.failed, type: "number", of: ({ failed }) => failed },
    { header: columns.unclear, type: "number", of: ({ unclear }) => unclear },
  ];
}

type Row = DeliveryHour & Pick<EndpointLine, "url">;

/** Hours in which something was sent. */
export function rowsOfLines(lines: readonly EndpointLine[]): readonly Row[] {
  return lines.flatMap(({ url, hours }) =>
    hours.filter(({ delivered, failed }) => delivered + failed > 0)
      .map((hour) => ({ ...hour, url }))
  );
}

export function deliveryColumns({ columns }: OverviewWords): readonly Column<Row>[] {
  return [
    { header: columns.endpoint, type: "text", of: ({ url }) => url },
    {
      header: columns.hour,
      type: "text",
      of: ({ hour }) => shanghaiTime(startOfHour(hour)).slice(5, 16),
    },
    { header: columns.p95, type: "number", of: ({ p95Ms }) => p95Ms },
    { header: columns.delivered, type: "number", of: ({ delivered }) => delivered },
    { header: columns.failed, type: "number", of: ({ failed }) => failed },
  ];
}
