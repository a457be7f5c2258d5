import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Lang } from "../words.ts";
import type { MerchantFormError } from "./merchant_copy.ts";
import { merchantWords } from "./merchant_words.ts";
import { ReasonForm } from "./reason_form.tsx";

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
    <ReasonForm
      title={suspends ? w.suspend : w.resume}
      name={name}
      number={merchantNo}
      help={suspends ? w.suspendHelp : w.resumeHelp}
      action={paths.opsMerchantStanding(merchantNo)}
      state={suspends ? "suspended" : "active"}
      back={paths.opsMerchant(merchantNo)}
      problem={formError && w.errors[formError]}
      typed={typed}
      words={w}
    />
  );
}
