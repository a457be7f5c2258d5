import type { Mode } from "../../core/merchant/merchant.ts";
import type { AccountMessage } from "../../core/message/account_message.ts";
import { accountSentence } from "../../core/message/account_text.ts";
import { messageText } from "../../core/message/message_text.ts";
import type { ToldMessage } from "../../core/message/message_store.ts";
import { timeOf } from "../../core/message/view_messages.ts";
import { paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { messageWords } from "./message_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  /** Newest first. */
  readonly messages: readonly (AccountMessage | ToldMessage)[];
}

/** What this person was told, by text or here alone. */
export function MessagesPage({ frame, mode, messages }: Props) {
  const { lang, institution, now } = frame;
  const w = messageWords(lang);
  return (
    <Layout frame={frame} title={w.title} mode={mode} width="column" script={false}>
      <div class="stack">
        <hgroup>
          <h1>{w.title}</h1>
          <p class="quiet-text">{w.help}</p>
        </hgroup>
        {messages.length === 0 ? <p>{w.none}</p> : null}
        {messages.map((each) => (
          <section key={each.messageId} class="card stack minor">
            <p>{withMoments(textOf(each, lang, institution))}</p>
            {asksFirst(each, now)
              ? <a class="link" href={paths.walletAccount()}>{w.toCancel}</a>
              : null}
            <p class="small quiet-text">
              {each.toldAt === undefined
                ? withMoments(w.notSent(formatTime(timeOf(each), lang)))
                : withMoments(w.sent(formatTime(each.toldAt, lang)))}
            </p>
          </section>
        ))}
        <a class="link" href={paths.wallet()}>{w.back}</a>
      </div>
    </Layout>
  );
}

/** A recovery that may still be cancelled, unless somebody has. */
function asksFirst(message: AccountMessage | ToldMessage, now: Instant): boolean {
  return message.news.kind === "recovery_asked" && now < message.news.doneFrom;
}

function textOf(message: AccountMessage | ToldMessage, lang: Lang, institution: string): string {
  if ("at" in message) return accountSentence(message, lang);
  return messageText({ ...message, contract: { ...message.contract, lang } }, institution);
}
