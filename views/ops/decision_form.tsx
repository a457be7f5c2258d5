import type { Child } from "hono/jsx";
import type { Lang } from "../words.ts";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly action: string;
  /** What was looked at is what is decided. */
  readonly version: number;
  /** Whether the reason has to be corrected. */
  readonly wrong: boolean;
  readonly typedReason: string | undefined;
  /** What an approval does at once. */
  readonly children?: Child;
}

/** Approve, or reject with a reason that the merchant sees. */
export function DecisionForm({ lang, action, version, wrong, typedReason, children }: Props) {
  const w = opsWords(lang);
  return (
    <form class="card stack" method="post" action={action}>
      <input type="hidden" name="version" value={`${version}`} />
      {children}
      <button class="button" type="submit" name="verdict" value="approved">{w.approve}</button>
      <div class="field">
        <label for="reason">{w.rejectReason}</label>
        <textarea
          id="reason"
          name="reason"
          rows={2}
          maxlength={200}
          aria-describedby="reason-hint"
          {...(wrong ? { "aria-invalid": "true" } : {})}
        >
          {typedReason ?? ""}
        </textarea>
        <p id="reason-hint" class="hint">{w.rejectHint}</p>
      </div>
      <button class="button quiet" type="submit" name="verdict" value="rejected">{w.reject}</button>
    </form>
  );
}
