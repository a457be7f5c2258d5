/** What a refusal comes down to for whoever is refused; HTTP makes a status of it. */
export type RefusalKind =
  | "unreadable"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "invalid"
  | "too_many"
  | "unavailable";

/** A refusal in words. Codes are stable; titles and details may be reworded. */
export interface RefusalText {
  readonly kind: RefusalKind;
  readonly title: string;
  /** What it means for the caller and what to do next; also the reference page's text. */
  readonly detail: string;
}
