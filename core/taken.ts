/** What one sweep took of what is due. */
export interface Taken<T> {
  readonly taken: readonly T[];
  /** Whether more may be due already. */
  readonly more: boolean;
}
