import type { Contract } from "../../core/contract/contract.ts";
import { lastDayOf } from "../../core/contract/validity.ts";
import { cardLabel } from "../../core/signing/disclosure.ts";
import type { SigningView } from "../../core/signing/view_signing.ts";
import { paths } from "../../core/paths.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Frame } from "../frame.ts";
import { StateHeading } from "../parts/band.tsx";
import { breakable } from "../parts/breakable.tsx";
import { Facts } from "../parts/facts.tsx";
import { formatMoney } from "../parts/money.tsx";
import { Seal } from "../parts/seal.tsx";
import { Time } from "../parts/time.tsx";
import { type Lang, langs, words } from "../words.ts";
import { Steps } from "./ask.tsx";
import { backLink } from "./links.ts";
import { herePath } from "./polling.ts";
import { byOther, helpOf, statusCopy } from "./status_copy.ts";
import { signWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly view: SigningView;
  readonly arrived: boolean;
}

/** The result: the state, who asked or the facts of a contract in force beside its seal, and the one next step. */
export function Outcome({ frame, view, arrived }: Props) {
  const { lang } = frame;
  const { mark, heading } = statusCopy(view, lang);
  const sealed = inForce(view);
  const help = helpOf(view, lang);
  const paysNext = view.standing.state === "signed" && sealed && view.checkoutPath !== undefined;
  return (
    <>
      <div class={sealed ? "card receipt sealed" : "card stack"}>
        {sealed ? <Seal kind="signed" lang={lang} arrived={arrived} /> : null}
        <StateHeading mark={mark ?? "closed"} text={heading} />
        {sealed ? <SignedFacts view={view} lang={lang} /> : <Asked view={view} lang={lang} />}
        {help === undefined ? null : <p>{help}</p>}
      </div>
      {paysNext ? <Steps lang={lang} done /> : null}
      <NextStep frame={frame} view={view} />
    </>
  );
}

/** Only a binding contract gets the seal. Someone looking at another person's signing sees none. */
function inForce(view: SigningView): boolean {
  const { state } = view.standing;
  return state === "already_signed" || (state === "signed" && !byOther(view));
}

/** Who asked, and for what: without these a page that has ended could be anybody's. */
function Asked({ view: { merchant, plan }, lang }: PartProps) {
  const s = signWords(lang);
  return (
    <Facts
      rows={[[s.merchant, isolated(merchant.name)], [s.agreement, breakable(isolated(plan.title))]]}
    />
  );
}

interface PartProps {
  readonly view: SigningView;
  readonly lang: Lang;
}

function SignedFacts({ view, lang }: PartProps) {
  const s = signWords(lang);
  const { payee, plan, contract } = view;
  // A page outside the app follows for someone else, so it learns only that it was signed.
  const own = view.consumer === undefined ? undefined : contract;
  const signed = own && <Time at={own.signedAt} lang={lang} />;
  return (
    <>
      <p class="plan-title">
        <bdi>{plan.title}</bdi>
      </p>
      <Facts
        rows={[
          [s.payee, isolated(payee.name)],
          [s.perTransaction, formatMoney((own ?? plan).perTransactionLimit)],
          [s.perDay, formatMoney((own ?? plan).perDayLimit)],
          [s.card, own && cardOf(view, own, lang)],
          [s.signedAt, signed],
          [s.lastDay, own?.expiresAt && lastDayOf(own.expiresAt)],
        ]}
      />
    </>
  );
}

/** In the reader's language if it is the current card, otherwise as the contract stores it. */
function cardOf({ card }: SigningView, contract: Contract, lang: Lang): string {
  if (!card) return contract.cardLabel;
  const kept = langs.some((each) => cardLabel(card, each) === contract.cardLabel);
  return kept ? cardLabel(card, lang) : contract.cardLabel;
}

interface NextProps {
  readonly frame: Frame;
  readonly view: SigningView;
}

function NextStep({ frame, view }: NextProps) {
  const { lang } = frame;
  const w = words(lang);
  const s = signWords(lang);
  const { standing, signing, merchant } = view;
  const back = backLink(view);
  switch (standing.state) {
    case "outside":
    case "ready":
      return null;
    case "already_signed":
      return (
        <form
          method="post"
          action={paths.signConfirmation(signing.signingId)}
          data-busy={w.submitting}
        >
          <input type="hidden" name="card" value={view.card?.token ?? ""} />
          <input type="hidden" name="lang" value={lang} />
          <button class="button" type="submit">{s.goOn}</button>
        </form>
      );
    case "confirming":
      return (
        <div class="actions">
          <a class="button" href={herePath(view)} data-ask>{w.checkResult}</a>
        </div>
      );
    case "signed": {
      const pays = inForce(view) ? view.checkoutPath : undefined;
      const own = view.consumer !== undefined && standing.mine;
      return (
        <div class="actions">
          {pays ? <a class="button" href={pays}>{s.goPay}</a> : null}
          {back
            ? <a class={pays ? "button quiet" : "button"} href={back}>{w.backTo(merchant.name)}</a>
            : null}
          {own ? <a class="link" href={paths.wallet()}>{s.myContracts}</a> : null}
        </div>
      );
    }
    case "charging_closed":
      return (
        <div class="actions">
          <a
            class="button"
            href={standing.phoneLost ? paths.walletLostPhone() : paths.walletCharging()}
          >
            {s.myContracts}
          </a>
          {back ? <a class="link" href={back}>{w.backTo(merchant.name)}</a> : null}
        </div>
      );
    case "no_card":
    case "plan_changed":
    case "not_available":
    case "blocked":
    case "declined":
    case "expired":
      return back
        ? (
          <div class="actions">
            <a class="button" href={back}>{w.backTo(merchant.name)}</a>
          </div>
        )
        : null;
  }
}
