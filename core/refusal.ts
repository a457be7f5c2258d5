/** What kind of no it is; the routes map it to an HTTP status. */
export type RefusalKind =
  | "unreadable"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "invalid"
  | "too_many"
  | "unavailable";

/** How a refusal is explained. Codes are stable; titles and details may be reworded. */
export interface RefusalText {
  readonly kind: RefusalKind;
  readonly title: string;
  /** What it means for the caller and what to do next; also the reference page's text. */
  readonly detail: string;
}
