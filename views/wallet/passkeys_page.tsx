import type { ConsumerPasskey } from "../../core/factor/consumer_passkey.ts";
import type { OwnPasskeys } from "../../core/factor/view_passkeys.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { PASSKEYS_MAX } from "../../core/passkey/passkey.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { PasskeyForm, PasskeyScripts } from "../staff/passkey_form.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { deviceWords } from "./device_words.ts";
import { passkeyName } from "./passkey_removal_page.tsx";
import { EnrolRefused } from "./enrol_refused.tsx";
import { type PasskeyProblem, passkeyWords } from "./passkey_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly own: OwnPasskeys;
  readonly problem: PasskeyProblem | undefined;
}

/** A person's own passkeys: which there are, one more, one fewer. */
export function PasskeysPage({ frame, mode, own: { passkeys, refused }, problem }: Props) {
  const { lang } = frame;
  const w = passkeyWords(lang);
  return (
    <Layout
      frame={frame}
      title={w.title}
      mode={mode}
      width="column"
      script={false}
      head={<PasskeyScripts frame={frame} />}
    >
      <div class="stack">
        <Problem text={problem && w.problems[problem]} />
        <hgroup>
          <h1>{w.title}</h1>
          <p class="quiet-text">{w.help}</p>
        </hgroup>
        {passkeys.length === 0 ? <p>{w.none}</p> : null}
        {passkeys.map((passkey) => <Own key={passkey.passkeyId} passkey={passkey} lang={lang} />)}
        <Add full={passkeys.length >= PASSKEYS_MAX} refused={refused} lang={lang} />
        <a class="link" href={paths.wallet()}>{deviceWords(lang).back}</a>
      </div>
    </Layout>
  );
}

interface AddProps {
  readonly full: boolean;
  readonly refused: OwnPasskeys["refused"];
  readonly lang: Lang;
}

function Add({ full, refused, lang }: AddProps) {
  const w = passkeyWords(lang);
  if (full) return <p>{w.full}</p>;
  if (refused) {
    const to = paths.walletPasskeys();
    return <EnrolRefused code={refused} to={to} notFresh={w.notFresh} lang={lang} />;
  }
  return (
    <PasskeyForm
      use="create"
      action={paths.walletPasskeys()}
      challenge={paths.walletPasskeyChallenge()}
      button={w.add}
      w={w.form}
    />
  );
}

interface OwnProps {
  readonly passkey: ConsumerPasskey;
  readonly lang: Lang;
}

function Own({ passkey: { passkeyId, name, createdAt, usedAt }, lang }: OwnProps) {
  const w = passkeyWords(lang);
  const shown = passkeyName(name, lang);
  return (
    <section class="card stack minor">
      <h2>{shown}</h2>
      <p class="small quiet-text">
        {withMoments(w.madeAt(formatTime(createdAt, lang)))}
        {usedAt === undefined ? null : (
          <>
            <br />
            {withMoments(w.usedAt(formatTime(usedAt, lang)))}
          </>
        )}
      </p>
      <a
        class="button quiet"
        href={paths.walletPasskeyRemoval(passkeyId)}
        aria-label={w.removeOf(shown)}
      >
        {w.remove}
      </a>
    </section>
  );
}
