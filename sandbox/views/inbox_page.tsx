import type { InboxMessage } from "../bank/bank_contract_store.ts";
import { persons } from "../bank/persons.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../../views/frame.ts";
import { Layout } from "../../views/layout.tsx";
import { Time } from "../../views/parts/time.tsx";
import type { Lang } from "../../views/words.ts";
import { type SandboxWords, sandboxWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  /** Newest first, of all phones. */
  readonly messages: readonly InboxMessage[];
}

/** The text messages of the sandbox's phones, which never reach real ones. */
export function InboxPage({ frame, messages }: Props) {
  const w = sandboxWords(frame.lang);
  const phones = [...new Set(messages.map((each) => each.phone))];
  return (
    <Layout frame={frame} title={w.inbox} mode="test" script={false}>
      <section class="card stack">
        <h1>{w.inbox}</h1>
        <p class="quiet-text">{w.inboxIntro}</p>
        {messages.length === 0 ? <p>{w.inboxEmpty}</p> : null}
        <a class="link" href={paths.sandboxInbox()}>{w.refresh}</a>
      </section>
      {phones.map((phone) => (
        <section key={phone} class="card stack">
          <h2>{ownerOf(phone, w)}</h2>
          {messages.filter((each) => each.phone === phone).map((each, i) => (
            <Message key={i} message={each} lang={frame.lang} />
          ))}
        </section>
      ))}
      <p>
        <a class="link" href={paths.sandboxWallet()}>{w.backToWallet}</a>
      </p>
    </Layout>
  );
}

function Message({ message, lang }: { readonly message: InboxMessage; readonly lang: Lang }) {
  const lines = message.text.split("\n");
  return (
    <article class="stack">
      <p class="hint">
        <Time at={message.at} lang={lang} />
      </p>
      {lines.map((line, i) => <p key={i}>{line}</p>)}
    </article>
  );
}

function ownerOf(phone: string, w: SandboxWords): string {
  const owner = persons.find((each) => each.phone === phone);
  return owner ? w.messagesOf(w.personName[owner.personNo], phone) : phone;
}
