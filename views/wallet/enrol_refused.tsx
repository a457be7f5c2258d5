import type { EnrolRefusal } from "../../core/factor/may_enrol.ts";
import { paths } from "../../core/paths.ts";
import type { Lang } from "../words.ts";
import { phoneWords } from "./phone_words.ts";
import { pinWords } from "./pin_words.ts";

interface Props {
  readonly code: EnrolRefusal["code"];
  /** Where they go on. */
  readonly to: string;
  /** Why they are asked again who they are. */
  readonly notFresh: string;
  readonly lang: Lang;
}

/** What somebody has to do before they may give themselves lasting access. */
export function EnrolRefused({ code, to, notFresh, lang }: Props) {
  const w = phoneWords(lang);
  return code === "session_not_fresh"
    ? (
      <div class="stack">
        <p>{notFresh}</p>
        <a class="button quiet" href={paths.walletConfirmation(to)}>
          {pinWords(lang).confirmTitle}
        </a>
      </div>
    )
    : (
      <div class="stack">
        <p>{w.notTrusted}</p>
        <a class="button quiet" href={paths.walletAccount()}>{w.recovery}</a>
      </div>
    );
}
