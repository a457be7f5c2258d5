/** What differs from an earlier version, as the form names it. */
export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

type Form = Readonly<Record<string, unknown>>;

/** Each field that was asked for and differs; the whole form where there is no earlier version. */
export function formChanges(
  before: Form | undefined,
  asked: Form,
  unasked: ReadonlySet<string>,
): readonly FieldChange[] {
  return Object.entries(asked).flatMap(([field, value]) => {
    if (unasked.has(field)) return [];
    const change = { field, before: textOf(before?.[field]), after: textOf(value) };
    return change.before === change.after ? [] : [change];
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
