import type { PaymentPinRefusal } from "../../core/factor/try_payment_pin.ts";
import { paths } from "../../core/paths.ts";
import type { VerificationView } from "../../core/payment/view_verification.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { formatMoney } from "../parts/money.tsx";
import { PinField } from "../parts/pin_field.tsx";
import { PasskeyForm, PasskeyScripts } from "../staff/passkey_form.tsx";
import { Problem } from "../staff/problem.tsx";
import { passkeyWords } from "../wallet/passkey_words.ts";
import { pinProblemText, pinWords } from "../wallet/pin_words.ts";
import { words } from "../words.ts";
import { verificationWords } from "./verification_words.ts";
import { cardWords } from "./words.ts";

export type VerificationProblem =
  | PaymentPinRefusal
  | { readonly code: "passkey_refused" }
  | { readonly code: "no_script" };

interface Props {
  readonly frame: Frame;
  readonly view: VerificationView;
  readonly problem?: VerificationProblem | undefined;
}

/** What somebody who pays more by a card than its code alone allows is asked for, or what to set up for it. */
export function VerificationPage({ frame, view, problem }: Props) {
  const { lang } = frame;
  const s = verificationWords(lang);
  const { order, merchant, binding, without, ways } = view;
  const amount = formatMoney(order.amount);
  const ready = Object.values(ways).includes("ready");
  return (
    <Layout
      frame={frame}
      title={s.title(amount)}
      mode={merchant.mode}
      width="column"
      script={false}
      head={ways.signature === "ready" ? <PasskeyScripts frame={frame} /> : null}
    >
      <div class="card stack">
        <Problem text={passkeyProblem(problem, frame)} />
        <hgroup>
          <p class="quiet-text">{words(lang).payTitle(amount, merchant.name)}</p>
          <h1>{s.title(amount)}</h1>
        </hgroup>
        {binding
          ? (
            <>
              <p>{s.without(formatMoney(without.left))}</p>
              <p>{s.withCard(cardWords(lang).card(binding.issuer, binding.lastFour))}</p>
            </>
          )
          : <p>{s.withBalance(formatMoney(without.left))}</p>}
        {ready ? <Ready frame={frame} view={view} problem={problem} /> : (
          <>
            <p>{s.toSetUp}</p>
            <div class="actions">
              {ways.pin
                ? <a class="button" href={paths.checkoutCardsPin(order.orderId)}>{s.setPin}</a>
                : null}
              {ways.signature
                ? (
                  <a
                    class={ways.pin ? "button quiet" : "button"}
                    href={binding
                      ? paths.checkoutCardsPasskey(order.orderId)
                      : paths.checkoutBalancePasskey(order.orderId)}
                  >
                    {s.addPasskey}
                  </a>
                )
                : null}
            </div>
          </>
        )}
        {binding
          ? (
            <p>
              <a class="link" href={paths.checkoutCards(order.orderId)}>{s.otherCard}</a>
            </p>
          )
          : null}
        <p>
          <a class="link" href={paths.checkout(order.orderId)}>{cardWords(lang).otherWay}</a>
        </p>
      </div>
    </Layout>
  );
}

function Ready({ frame, view, problem }: Props) {
  const { lang } = frame;
  const s = verificationWords(lang);
  const { order: { orderId, amount }, binding, ways } = view;
  const bindingId = binding?.bindingId;
  const byPin = ways.pin === "ready";
  return (
    <>
      {byPin
        ? (
          <form
            class="stack"
            method="post"
            action={paths.checkoutVerificationPin(orderId, bindingId)}
          >
            <PinField
              id="pin"
              label={pinWords(lang).pin}
              hint={pinWords(lang).pinHint}
              error={pinProblem(problem, frame)}
            />
            <button class="button" type="submit">{s.byPin}</button>
          </form>
        )
        : null}
      {ways.signature === "ready"
        ? (
          <PasskeyForm
            use="get"
            action={paths.checkoutVerification(orderId, bindingId)}
            challenge={paths.checkoutVerificationChallenge(orderId, bindingId)}
            button={s.sign(formatMoney(amount))}
            quiet={byPin}
            w={passkeyWords(lang).form}
          >
            <p class="small quiet-text">{binding ? s.signHelp : s.signHelpBalance}</p>
          </PasskeyForm>
        )
        : null}
    </>
  );
}

function passkeyProblem(
  problem: VerificationProblem | undefined,
  { lang }: Frame,
): string | undefined {
  switch (problem?.code) {
    case "passkey_refused":
      return verificationWords(lang).refused;
    case "no_script":
      return passkeyWords(lang).problems.no_script;
    case "pin_not_set":
    case "pin_malformed":
    case "pin_wrong":
    case "too_many_requests":
    case undefined:
      return undefined;
  }
}

function pinProblem(problem: VerificationProblem | undefined, { lang }: Frame): string | undefined {
  return problem?.code === "passkey_refused" || problem?.code === "no_script"
    ? undefined
    : pinProblemText(problem, lang);
}
