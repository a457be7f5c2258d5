/** One measured line: a figure of ours, and where it makes sense what it was measured against in the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly against?: number;
  readonly unit?: string;
  readonly note?: string;
}

export function printTable(figures: readonly Figure[]): void {
  const rows = [["what", "portal", "against", "ratio", "note"], ...figures.map(cells)];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  for (const row of rows) {
    const line = row.map((cell, i) => {
      const width = widths[i] ?? 0;
      return i === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(line.join("  ").trimEnd());
  }
}

function cells({ what, value, against, unit, note }: Figure): string[] {
  const ratio = against === undefined ? "" : `${Math.round((value / against) * 100)} %`;
  return [
    what,
    number(value) + (unit ?? ""),
    against === undefined ? "" : number(against),
    ratio,
    note ?? "",
  ];
}

function number(value: number): string {
  return Intl.NumberFormat("en", { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
