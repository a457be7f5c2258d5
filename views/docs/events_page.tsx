import { paths } from "../../core/paths.ts";
import { webhookTypes } from "../../core/webhook/event_type.ts";
import type { Frame } from "../frame.ts";
import type { Language } from "../snippets/snippet.ts";
import { DocsLayout } from "./docs_layout.tsx";
import { docsWords } from "./docs_words.ts";
import { eventTexts } from "./event_texts.ts";
import { type Filled, webhookOf } from "./example.ts";
import { objectHrefs } from "./fields.tsx";
import type { Reference } from "./reference.ts";
import { inLanguage, type Site } from "./site.ts";
import { SnippetTabs } from "./snippet_tabs.tsx";

interface Props {
  readonly frame: Frame;
  readonly site: Site;
  readonly language: Language;
  readonly reference: Reference;
  readonly filled: Filled;
}

/** How to receive webhooks, then each type with a recorded example. */
export function EventsPage({ frame, site, language, reference, filled }: Props) {
  const { lang } = frame;
  const say = docsWords(lang);
  const path = paths.docsEvents();
  const hrefOf = objectHrefs(reference, { here: path, language });
  return (
    <DocsLayout
      frame={frame}
      site={site}
      language={language}
      path={path}
      title={say.eventTypes}
      parts={webhookTypes.map((type) => ({ id: type, title: type }))}
    >
      <h1>{say.eventTypes}</h1>
      <p>{say.eventsText}</p>
      <section class="part" id="receive">
        <h2>{say.receive}</h2>
        <p>{language === "curl" ? say.receiveShell : say.receiveText}</p>
        <SnippetTabs
          id="receiver"
          path={path}
          lang={lang}
          language={language}
          kind="webhook"
          write={(templates) => templates.webhook()}
        />
        <p class="small">
          {say.moreAbout}{" "}
          <a href={inLanguage(paths.docsGuide("webhooks"), language)}>{say.guideTitles.webhooks}</a>
        </p>
      </section>
      {webhookTypes.map((type) => (
        <section class="part brief" id={type}>
          <h2>
            <code>{type}</code>
          </h2>
          <p>
            {eventTexts[type][lang]} {say.dataIs}{" "}
            <a href={hrefOf(eventTexts[type].data)}>{eventTexts[type].data}</a>
          </p>
          <details>
            <summary>{say.example}</summary>
            <pre tabindex={0}><code>{JSON.stringify(webhookOf(filled, type), null, 2)}</code></pre>
          </details>
        </section>
      ))}
    </DocsLayout>
  );
}
