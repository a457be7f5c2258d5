import type { BankPayment } from "../bank/bank_payment.ts";
import { Facts } from "../../views/parts/facts.tsx";
import { Amount } from "../../views/parts/money.tsx";
import { withMoments } from "../../views/parts/moments.tsx";
import { formatTime } from "../../views/parts/time.tsx";
import type { Lang } from "../../views/words.ts";
import { words } from "../../views/words.ts";
import { sandboxWords } from "./words.ts";
import { isolated } from "../../core/text/isolated.ts";

interface Props {
  readonly lang: Lang;
  readonly payment: BankPayment;
  /** In the wallet the payer is verified; at the cashier the card or login is enough. */
  readonly factor: boolean;
}

/** Who asks for how much, before anything can be pressed. */
export function RequestFacts({ lang, payment, factor }: Props) {
  const w = sandboxWords(lang);
  return (
    <>
      <Amount money={payment.amount} size="large" />
      <Facts
        rows={[
          [words(lang).payTo, isolated(payment.payee)],
          [w.subject, isolated(payment.subject)],
          [w.payBefore, withMoments(formatTime(payment.payBefore, lang))],
          [w.factor, factor ? w.factorSimulated : undefined],
        ]}
      />
    </>
  );
}
