import { between, type Instant, minutes, rfc3339 } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import type { Lang } from "../words.ts";
import { withMoments } from "./moments.tsx";
import { formatTime } from "./time.tsx";

/** So long before its end a code says so; `code.js` has the same. */
const SOON = minutes(1);

interface CodeEndWords {
  readonly until: (time: string) => string;
  /** Neither is longer than `until`: what stands below must not move. */
  readonly soon: string;
  readonly over: string;
}

const zh: CodeEndWords = {
  until: (time) => `${time} 前有效。`,
  soon: "验证码不到一分钟就过期。",
  over: "验证码已过期，请重发。",
};

const en: CodeEndWords = {
  until: (time) => `It's valid until ${time}.`,
  soon: "The code expires in less than a minute.",
  over: "The code has expired. Get another.",
};

function codeEndWords(lang: Lang): CodeEndWords {
  return lang === "zh" ? zh : en;
}

interface Props {
  readonly endsAt: Instant;
  /** When this was drawn, by the clock that the code ends by. */
  readonly now: Instant;
  readonly lang: Lang;
}

/** Until when a code is good, on a line of its own. With script it says by itself that it is about to end, and that it has. */
export function CodeEnd({ endsAt, now, lang }: Props) {
  const w = codeEndWords(lang);
  const left = between(now, endsAt);
  const shown = left <= 0 ? "over" : left <= SOON ? "soon" : "until";
  const said = { ...w, until: w.until(formatTime(endsAt, lang)) };
  return (
    <span data-ends={rfc3339(endsAt)} data-drawn={rfc3339(now)}>
      {(["until", "soon", "over"] as const).map((when) => (
        <span
          key={when}
          data-when={when}
          class={when === "until" ? undefined : "ochre"}
          hidden={when !== shown}
        >
          {withMoments(said[when])}
        </span>
      ))}
    </span>
  );
}

/** Goes into the head of a page with such a text, or where one is swapped in. */
export function CodeEndScript({ frame: { asset, nonce } }: { readonly frame: Frame }) {
  return <script src={asset("code.js")} nonce={nonce} defer />;
}
