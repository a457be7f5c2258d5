/** What one look took in hand of what is due. */
export interface Taken<T> {
  readonly taken: readonly T[];
  /** Whether more may be due already. */
  readonly more: boolean;
}
