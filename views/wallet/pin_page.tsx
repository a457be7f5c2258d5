import type { SetPaymentPinRefusal } from "../../core/factor/set_payment_pin.ts";
import type { EnrolRefusal } from "../../core/factor/may_enrol.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { withMoments } from "../parts/moments.tsx";
import { PinField } from "../parts/pin_field.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { deviceWords } from "./device_words.ts";
import { EnrolRefused } from "./enrol_refused.tsx";
import { pinProblemText, pinWords } from "./pin_words.ts";

export interface OwnPin {
  /** Undefined: there is none. */
  readonly setAt: Instant | undefined;
  /** Why they may not set the first one now. */
  readonly refused: EnrolRefusal["code"] | undefined;
  /** A passkey has not just shown who they are. */
  readonly asksOld: boolean;
  readonly hasPasskey: boolean;
}

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly own: OwnPin;
  readonly problem: SetPaymentPinRefusal | undefined;
}

/** A person's payment PIN: the first one, or another for the one there is. */
export function PinPage({ frame, mode, own, problem }: Props) {
  const { lang } = frame;
  const w = pinWords(lang);
  const { setAt, refused, asksOld, hasPasskey } = own;
  const to = paths.walletPin();
  return (
    <Layout frame={frame} title={w.title} mode={mode} width="column" script={false}>
      <div class="stack">
        <hgroup>
          <h1>{w.title}</h1>
          <p class="quiet-text">{w.help}</p>
        </hgroup>
        <p>{setAt === undefined ? w.none : withMoments(w.setAt(formatTime(setAt, lang)))}</p>
        {refused
          ? <EnrolRefused code={refused} to={to} notFresh={w.notFresh} lang={lang} />
          : (
            <PinForm
              frame={frame}
              has={setAt !== undefined}
              asksOld={asksOld}
              problem={problem}
            />
          )}
        {asksOld ? <Forgotten hasPasskey={hasPasskey} lang={lang} /> : null}
        <a class="link" href={paths.wallet()}>{deviceWords(lang).back}</a>
      </div>
    </Layout>
  );
}

/** Who has a passkey shows it instead; others wait. */
function Forgotten({ hasPasskey, lang }: Pick<OwnPin, "hasPasskey"> & { readonly lang: Lang }) {
  const w = pinWords(lang);
  if (hasPasskey) {
    return (
      <a class="button quiet" href={paths.walletConfirmation(paths.walletPin())}>
        {w.forgottenPasskey}
      </a>
    );
  }
  return (
    <form class="card stack" method="post" action={paths.walletPinForgotten()}>
      <h2>{w.forgotten}</h2>
      <p>{w.forgottenHelp}</p>
      <button class="button quiet" type="submit">{w.forgottenAsk}</button>
    </form>
  );
}

interface FormProps extends Pick<Props, "frame" | "problem"> {
  readonly has: boolean;
  readonly asksOld: boolean;
}

function PinForm({ frame: { lang }, has, asksOld, problem }: FormProps) {
  const w = pinWords(lang);
  const text = pinProblemText(problem, lang);
  const wrong = problem && fieldOf(problem);
  const at = (field: string) => field === wrong ? text : undefined;
  return (
    <form class="card stack" method="post" action={paths.walletPin()}>
      {asksOld ? <PinField id="old" label={w.old} hint={w.oldHint} error={at("old")} /> : null}
      <PinField id="pin" label={w.typed} hint={w.typedHint} error={at("pin")} made />
      <PinField id="again" label={w.again} hint={w.againHint} error={at("again")} made />
      <button class="button" type="submit">{has ? w.change : w.set}</button>
    </form>
  );
}

/** Where it is said what is wrong, and the focus goes. */
function fieldOf({ code }: SetPaymentPinRefusal): "old" | "pin" | "again" {
  switch (code) {
    case "pin_malformed":
    case "pin_wrong":
    case "too_many_requests":
      return "old";
    case "new_pins_differ":
      return "again";
    case "pin_not_set":
    case "session_not_fresh":
    case "browser_not_trusted":
    case "phone_lost":
    case "new_pin_malformed":
    case "new_pin_guessable":
    case "new_pin_of_person":
      return "pin";
  }
}
