/** Whole fen without their sign, as a column of digits has them. */
export function layoutDigits(fen: number, width = 12): string {
  return Math.abs(fen).toString().padStart(width, "0");
}

/** C for what a merchant gets and D for what it pays, and 12 digits. */
export function layoutSigned(fen: number): string {
  return `${fen < 0 ? "D" : "C"}${layoutDigits(fen)}`;
}
