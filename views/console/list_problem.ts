/** Why a list's URL cannot be answered, and which of its names it is about. */
export interface Problem {
  readonly kind: "unknown" | "twice" | "choice" | "day" | "days" | "amount" | "text" | "page";
  readonly name: string;
}
