import type { Child } from "hono/jsx";
import { StateMark } from "./state_mark.tsx";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly hint: string;
  readonly children: Child;
}

/** A field, what is wrong with it right under it, and how to fill it in. */
export function Field({ id, label, error, hint, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {error === undefined ? null : (
        <p id={`${id}-error`} class="error ochre">
          <StateMark mark="failed" />
          <span>{error}</span>
        </p>
      )}
      <p id={`${id}-hint`} class="hint">{hint}</p>
    </div>
  );
}

/** Of the input of such a field. */
export function fieldAttributes(id: string, wrong: string | undefined) {
  return id === wrong
    ? { id, "aria-invalid": "true", "aria-describedby": `${id}-error ${id}-hint` } as const
    : { id, "aria-describedby": `${id}-hint` };
}
