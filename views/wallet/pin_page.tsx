import type { SetPaymentPinRefusal } from "../../core/factor/set_payment_pin.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { withMoments } from "../parts/moments.tsx";
import { PinField } from "../parts/pin_field.tsx";
import { formatTime } from "../parts/time.tsx";
import { deviceWords } from "./device_words.ts";
import { pinProblemText, pinWords } from "./pin_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  /** Undefined: there is none. */
  readonly setAt: Instant | undefined;
  /** Whether they have shown lately who they are. */
  readonly fresh: boolean;
  readonly problem: SetPaymentPinRefusal | undefined;
}

/** A person's payment PIN: the first one, or another for the one there is. */
export function PinPage({ frame, mode, setAt, fresh, problem }: Props) {
  const { lang } = frame;
  const w = pinWords(lang);
  return (
    <Layout frame={frame} title={w.title} mode={mode} width="column" script={false}>
      <div class="stack">
        <hgroup>
          <h1>{w.title}</h1>
          <p class="quiet-text">{w.help}</p>
        </hgroup>
        <p>{setAt === undefined ? w.none : withMoments(w.setAt(formatTime(setAt, lang)))}</p>
        {setAt === undefined && !fresh
          ? (
            <>
              <p>{w.notFresh}</p>
              <a class="button quiet" href={paths.walletConfirmation(paths.walletPin())}>
                {w.confirmTitle}
              </a>
            </>
          )
          : <PinForm frame={frame} has={setAt !== undefined} problem={problem} />}
        <a class="link" href={paths.wallet()}>{deviceWords(lang).back}</a>
      </div>
    </Layout>
  );
}

interface FormProps extends Pick<Props, "frame" | "problem"> {
  readonly has: boolean;
}

function PinForm({ frame: { lang }, has, problem }: FormProps) {
  const w = pinWords(lang);
  const text = pinProblemText(problem, lang);
  const wrong = problem && fieldOf(problem);
  const at = (field: string) => field === wrong ? text : undefined;
  return (
    <form class="card stack" method="post" action={paths.walletPin()}>
      {has ? <PinField id="old" label={w.old} hint={w.oldHint} error={at("old")} /> : null}
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
    case "phone_lost":
    case "new_pin_malformed":
    case "new_pin_guessable":
    case "new_pin_of_person":
      return "pin";
  }
}
