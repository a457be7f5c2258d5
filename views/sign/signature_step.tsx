import { paths } from "../../core/paths.ts";
import type { SigningView } from "../../core/signing/view_signing.ts";
import { PasskeyForm } from "../staff/passkey_form.tsx";
import { passkeyWords } from "../wallet/passkey_words.ts";
import type { Lang } from "../words.ts";
import { signWords } from "./words.ts";

interface Props {
  readonly view: SigningView;
  readonly lang: Lang;
}

/** Whoever has a passkey may sign the very text with it, before they agree. */
export function SignatureStep({ view, lang }: Props) {
  const s = signWords(lang);
  const { signing: { signingId }, card, shown, signature } = view;
  switch (signature) {
    case "none":
      return null;
    case "given":
      return <p class="band jade">{s.signatureGiven}</p>;
    case "offered":
      return (
        <PasskeyForm
          use="get"
          action={paths.signSignature(signingId)}
          challenge={paths.signSignatureChallenge(signingId)}
          button={s.signWithPasskey}
          quiet
          w={passkeyWords(lang).form}
        >
          <p class="small quiet-text">{s.signatureHelp}</p>
          <input type="hidden" name="card" value={card?.token ?? ""} />
          <input type="hidden" name="lang" value={lang} />
          <input type="hidden" name="shown" value={shown[lang].digest} />
        </PasskeyForm>
      );
  }
}
