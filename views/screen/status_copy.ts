import type { OrderScreen } from "../../core/screen/view_order_screen.ts";
import { lateText } from "../checkout/status_copy.ts";
import { formatMoney } from "../parts/money.tsx";
import type { Mark } from "../parts/state_mark.tsx";
import { type Lang, words } from "../words.ts";
import type { Shown } from "./shown.ts";
import { screenWords } from "./words.ts";

/** What a screen says, for the eye and for the ear. */
export interface StatusCopy {
  /** Absent while it is only waiting for a phone. */
  readonly mark: Mark | undefined;
  /** What is read from three metres. */
  readonly word: string;
  /** What is read at the counter. */
  readonly rest: string;
  /** The whole sentence, for the status line. */
  readonly text: string;
  readonly title: string;
}

export function statusCopy(shown: Shown, lang: Lang): StatusCopy {
  const s = screenWords(lang);
  switch (shown.state) {
    case "order":
      return orderCopy(shown, lang);
    case "idle":
      return { mark: undefined, word: "", rest: "", text: s.ready, title: s.readyTitle };
    case "not_granted":
      return { mark: undefined, word: "", rest: "", text: s.notGranted, title: s.notGranted };
  }
}

function orderCopy({ order, merchant, show }: OrderScreen, lang: Lang): StatusCopy {
  const w = words(lang);
  const s = screenWords(lang);
  const amount = formatMoney(order.amount);
  switch (show.state) {
    case "showing":
      return {
        mark: undefined,
        word: "",
        rest: w.scan,
        text: w.scan,
        title: w.payTitle(amount, merchant.name),
      };
    case "scanned":
      return told("other", w.scanned);
    case "paying":
      return told("processing", s.paying);
    case "unclear":
      return told("unclear", w.hold);
    case "paid": {
      const text = w.received(amount);
      return { mark: "paid", word: text.replace(amount, "").trim(), rest: "", text, title: text };
    }
    case "refunded":
      return told("paid", s.refunded);
    case "failed":
      return told("failed", w.failed, s.short.failed);
    case "expired":
    case "closed": {
      const text = show.late ? lateText(show.late, lang) : w[show.state];
      return told(show.state, text, s.short[show.state]);
    }
  }
}

/** `text`, whose first clause is the word unless it has another; what the word does not say follows smaller. */
export function told(mark: Mark, text: string, word = firstClause(text)): StatusCopy {
  const rest = text.startsWith(word)
    ? text.slice(word.length).replace(/^(?:[，。]|\. )/, "")
    : text;
  return { mark, word, rest, text, title: word };
}

function firstClause(text: string): string {
  return /^(.+?)(?:[，。]|\. )/.exec(text)?.[1] ?? text;
}
