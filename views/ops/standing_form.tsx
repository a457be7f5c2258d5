import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import type { MerchantFormError } from "./merchant_copy.ts";
import { merchantWords } from "./merchant_words.ts";

interface Props {
  readonly lang: Lang;
  readonly merchant: Merchant;
  readonly formError?: MerchantFormError | undefined;
  readonly typed?: string | undefined;
}

/** Suspends an active merchant number or resumes a suspended one, with a reason. */
export function StandingForm({ lang, merchant, formError, typed }: Props) {
  const w = merchantWords(lang);
  const { merchantNo, name, state } = merchant;
  const suspends = state === "active";
  return (
    <>
      <Problem text={formError && w.errors[formError]} field="reason" />
      <section class="card stack">
        <h1>{suspends ? w.suspend : w.resume}</h1>
        <p>
          <bdi>{name}</bdi> <span class="mono">{merchantNo}</span>
        </p>
        <p class="quiet-text">{suspends ? w.suspendHelp : w.resumeHelp}</p>
        <form class="stack" method="post" action={paths.opsMerchantStanding(merchantNo)}>
          <input type="hidden" name="state" value={suspends ? "suspended" : "active"} />
          <div class="field">
            <label for="reason">{w.standingReason}</label>
            <input
              id="reason"
              name="reason"
              value={typed ?? ""}
              maxlength={200}
              required
              autocomplete="off"
              aria-describedby="reason-hint"
              {...(formError === undefined ? {} : { "aria-invalid": "true" })}
            />
            <p id="reason-hint" class="hint">{w.standingReasonHint}</p>
          </div>
          <div class="actions">
            <button class="button" type="submit">{suspends ? w.suspend : w.resume}</button>
            <a class="button quiet" href={paths.opsMerchant(merchantNo)}>{w.cancel}</a>
          </div>
        </form>
      </section>
    </>
  );
}
