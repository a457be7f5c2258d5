import type { SigningScreen } from "../../core/screen/view_signing_screen.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { formatMoney } from "../parts/money.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { signWords } from "../sign/words.ts";
import type { Lang } from "../words.ts";
import { fitClass } from "./fit.ts";
import { Panel, PanelChange } from "./panel.tsx";
import { ScreenCode } from "./screen_code.tsx";
import { ScreenFrame } from "./screen_frame.tsx";
import { asking, type Asks } from "./shown.ts";
import { signingCopy } from "./signing_copy.ts";
import { Sum } from "./sum.tsx";
import { Payee, Told } from "./told.tsx";

interface Props {
  readonly frame: Frame;
  readonly shown: SigningScreen;
}

/** A signing on a shop's screen: the code a phone signs by, then what became of it. */
export function SigningScreenPage({ frame, shown }: Props) {
  return (
    <ScreenFrame
      frame={frame}
      title={signingCopy(shown, frame.lang).title}
      mode={shown.merchant.mode}
      renews={asksOf(shown)?.here}
    >
      <SigningScreenPanel frame={frame} shown={shown} />
    </ScreenFrame>
  );
}

/** The panel for an open page that shows another state: it is spoken once. */
export function SigningScreenChange({ frame, shown }: Props) {
  const { text, title } = signingCopy(shown, frame.lang);
  return (
    <PanelChange frame={frame} mode={shown.merchant.mode} title={title} spoken={text}>
      <SigningScreenPanel frame={frame} shown={shown} arrived />
    </PanelChange>
  );
}

/** True while what is shown may still change. */
export function followsSigning({ show }: SigningScreen): boolean {
  return show.state === "showing" || show.state === "confirming";
}

function asksOf(shown: SigningScreen): Asks | undefined {
  if (!followsSigning(shown)) return undefined;
  const { signingId } = shown.signing;
  return asking({
    here: paths.signScreen(signingId),
    status: paths.signScreenStatus(signingId),
    stream: paths.signScreenStream(signingId),
  }, shown.mark);
}

function SigningScreenPanel({ frame, shown, arrived }: Props & { readonly arrived?: boolean }) {
  const { lang } = frame;
  const { show, merchant } = shown;
  return (
    <Panel frame={frame} look={show.state} asks={asksOf(shown)}>
      {show.state === "showing" ? <Scanning frame={frame} shown={shown} /> : (
        <Told
          copy={signingCopy(shown, lang)}
          lang={lang}
          payee={merchant.name}
          seal={show.state === "signed" ? "signed" : undefined}
          arrived={arrived ?? false}
        />
      )}
    </Panel>
  );
}

/** The code, then what may be charged at most, by whom and for what, and what to do. */
function Scanning({ frame, shown: { signing, plan, merchant } }: Props) {
  const { lang, origin } = frame;
  const s = signWords(lang);
  const signUrl = origin + paths.sign(signing.signingId);
  return (
    <>
      <ScreenCode
        content={signUrl}
        alt={s.codeAlt(merchant.name)}
        opens={merchant.mode === "test" ? signing.appUrl ?? signUrl : undefined}
      />
      <div class="words">
        <Limits plan={plan} lang={lang} />
        <Payee name={merchant.name} />
        <p class="purpose">
          <bdi>{plan.title}</bdi>
        </p>
        <h1 id="state" class="rest">{s.scanHint}</h1>
        <p class="caption">{withMoments(s.signBy(formatTime(signing.expiresAt, lang)))}</p>
      </div>
    </>
  );
}

interface LimitsProps {
  readonly plan: SigningScreen["plan"];
  readonly lang: Lang;
}

/** They stand where an order has its amount, and are of one size: that of the longer, a day's. */
function Limits({ plan: { perTransactionLimit, perDayLimit }, lang }: LimitsProps) {
  const s = signWords(lang);
  return (
    <dl class={`limits ${fitClass(formatMoney(perDayLimit))}`}>
      <dt>{s.perTransaction}</dt>
      <dd>
        <Sum money={perTransactionLimit} />
      </dd>
      <dt>{s.perDay}</dt>
      <dd>
        <Sum money={perDayLimit} />
      </dd>
    </dl>
  );
}
