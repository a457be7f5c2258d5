import type { MerchantNo } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { DELAY_MAX } from "../../core/settlement_terms/settlement_terms.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";
import { type SettlementError, settlementWords } from "./words.ts";

export interface TypedTerms {
  readonly from: string;
  readonly delay: string;
  readonly accountOf: string;
  readonly overdraft: string;
}

interface Props {
  readonly lang: Lang;
  readonly merchantNo: MerchantNo;
  /** Whose accounts it may be paid to besides its own. */
  readonly above: readonly { readonly merchantNo: MerchantNo; readonly name: string }[];
  readonly formError?: SettlementError | undefined;
  readonly typed?: TypedTerms | undefined;
}

const fields: Readonly<Partial<Record<SettlementError, string>>> = {
  from_wrong: "from",
  terms_begin_too_early: "from",
  terms_agreed_already: "from",
  delay_wrong: "delay",
  delay_too_long: "delay",
  account_of_another: "account_of",
  overdraft_wrong: "overdraft",
};

/** Which field of the form is wrong, if it is one of this form. */
export function termsField(error: SettlementError | undefined): string | undefined {
  return error && fields[error];
}

/** What is agreed next with a merchant number; a second person confirms it. */
export function TermsForm({ lang, merchantNo, above, formError, typed }: Props) {
  const w = settlementWords(lang);
  const wrong = termsField(formError);
  const invalid = (name: string) => wrong === name ? { "aria-invalid": "true" as const } : {};
  return (
    <form class="card stack" method="post" action={paths.opsSettlementTerms(merchantNo)}>
      <h2>{w.agree}</h2>
      <p class="quiet-text">{w.agreeHelp}</p>
      <div class="field">
        <label for="from">{w.from}</label>
        <input
          id="from"
          name="from"
          type="date"
          required
          value={typed?.from ?? ""}
          {...invalid("from")}
        />
      </div>
      <div class="field">
        <label for="delay">{w.delay}</label>
        <input
          id="delay"
          name="delay"
          type="number"
          min="0"
          max={`${DELAY_MAX}`}
          required
          value={typed?.delay ?? "1"}
          {...invalid("delay")}
        />
      </div>
      {above.length === 0
        ? <input type="hidden" name="account_of" value={merchantNo} />
        : (
          <div class="field">
            <label for="account_of">{w.accountOf}</label>
            <select id="account_of" name="account_of" {...invalid("account_of")}>
              <option value={merchantNo}>{merchantNo} ({w.own})</option>
              {above.map((each) => (
                <option
                  key={each.merchantNo}
                  value={each.merchantNo}
                  selected={typed?.accountOf === each.merchantNo}
                >
                  {each.merchantNo} {isolated(each.name)}
                </option>
              ))}
            </select>
          </div>
        )}
      <div class="field">
        <label for="overdraft">{w.overdraftYuan}</label>
        <input
          id="overdraft"
          name="overdraft"
          inputmode="decimal"
          autocomplete="off"
          required
          value={typed?.overdraft ?? "0"}
          {...invalid("overdraft")}
        />
      </div>
      <button class="button" type="submit">{w.propose}</button>
    </form>
  );
}
