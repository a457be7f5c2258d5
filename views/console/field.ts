/** How a filter is typed or chosen. */
export type Control =
  /** `always` one of them: the first, where none was chosen. */
  | { readonly type: "choice"; readonly options: readonly string[]; readonly always?: true }
  | { readonly type: "day" }
  | { readonly type: "amount" }
  | { readonly type: "text"; readonly max: number };

/** What the URL says of each filter, as it was typed; without those that are empty. */
export type Typed = Readonly<Record<string, string>>;

/** What a list says that other lists don't. */
export interface ListWords {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of each choice, what its options are called. */
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What it means that there is nothing at all, and how to start. */
  readonly none: string;
}
