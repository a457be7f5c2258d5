/** One measured line: our figure, and where it makes sense the baseline measured in the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly against?: number;
  readonly unit?: string;
  /** The target for the ratio, or otherwise for the figure. */
  readonly budget?: string;
  readonly note?: string;
}

/** Fixed, because each line is printed as soon as it is measured. */
const WIDTHS = [46, 13, 13, 7, 11];

export function printHead(): void {
  printRow(["what", "portal", "against", "ratio", "budget", "note"]);
  printRow(WIDTHS.map((width) => "-".repeat(width)));
}

export function print(figure: Figure): void {
  const { what, value, against, unit = "", budget = "", note = "" } = figure;
  const other = against === undefined ? "" : number(against) + unit;
  const ratio = against === undefined ? "" : `${Math.round((value / against) * 100)} %`;
  printRow([what, number(value) + unit, other, ratio, budget, note]);
}

function printRow(cells: readonly string[]): void {
  const line = cells.map((cell, i) => {
    const width = WIDTHS[i] ?? 0;
    return i === 0 ? cell.padEnd(width) : i < WIDTHS.length ? cell.padStart(width) : cell;
  });
  console.log(line.join("  ").trimEnd());
}

function number(value: number): string {
  return Intl.NumberFormat("en", { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
