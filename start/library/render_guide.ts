import MarkdownIt from "markdown-it";
import { paths } from "../../core/paths.ts";
import type { Guide } from "../../views/docs/library.ts";

type Token = ReturnType<InstanceType<typeof MarkdownIt>["parse"]>[number];

// Markup inside a document is shown as text; only what Markdown itself makes becomes HTML.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** What is wider than the screen scrolls by itself, also by keyboard. */
markdown.renderer.rules["table_open"] = () =>
  `<div class="scroll" role="group" tabindex="0"><table>`;
markdown.renderer.rules["table_close"] = () => "</table></div>\n";
markdown.renderer.rules["fence"] = (tokens, at) => {
  const { info = "", content = "" } = tokens[at] ?? {};
  // A diagram is drawn by code hosts alone; the table under it says the same.
  if (info === "mermaid") return "";
  return `<pre tabindex="0"><code>${markdown.utils.escapeHtml(content)}</code></pre>\n`;
};

/**
 * One document as a page. Links to files that are not on the site are left as their text. A translation has the anchors
 * of its `original`, so that a link leads to the same place in both.
 */
export function renderGuide(
  text: string,
  { name, lang, names, original }: Pick<Guide, "name" | "lang"> & {
    /** What is on the site. */
    readonly names: readonly string[];
    readonly original?: string;
  },
): Guide {
  const { title, body } = parsed(text);
  const anchors = original === undefined ? anchorsIn(body) : anchorsIn(parsed(original).body);
  for (const token of body) {
    if (token.type === "heading_open") token.attrSet("id", anchors.shift() ?? "");
    if (token.type === "inline") token.children = withSiteLinks(token.children ?? [], names);
  }
  const html = markdown.renderer.render(body, markdown.options, {});
  return { name, lang, title, html };
}

function parsed(text: string): { readonly title: string; readonly body: Token[] } {
  // Every document begins with its title, which is a token before and one after its text.
  const [, title, , ...body] = markdown.parse(text, {});
  return { title: title?.content ?? "", body };
}

function anchorsIn(body: readonly Token[]): string[] {
  const used = new Map<string, number>();
  return body.flatMap(({ type }, at) =>
    type === "heading_open" ? [slug(body[at + 1]?.content ?? "", used)] : []
  );
}

/** The anchor that a heading has on code hosts too, so that one link works in both places. */
function slug(heading: string, used: Map<string, number>): string {
  const base = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-");
  const times = used.get(base) ?? 0;
  used.set(base, times + 1);
  return times === 0 ? base : `${base}-${times}`;
}

function withSiteLinks(children: readonly Token[], names: readonly string[]): Token[] {
  // Links do not nest, so one that is dropped ends at the next end.
  let dropped = false;
  return children.filter((token) => {
    if (token.type === "link_open") {
      const href = siteHref(String(token.attrGet("href") ?? ""), names);
      dropped = href === undefined;
      if (href !== undefined) {
        token.attrSet("href", href);
        if (/^https?:/.test(href)) token.attrSet("rel", "noopener");
      }
      return !dropped;
    }
    if (token.type === "link_close" && dropped) {
      dropped = false;
      return false;
    }
    return true;
  });
}

/** Where a document's link leads on the site; undefined where nothing of it is here. */
function siteHref(href: string, names: readonly string[]): string | undefined {
  if (/^(?:https?:|#)/.test(href)) return href;
  const [, name = "", anchor = ""] = /^(?:\.\.\/)?([a-z_]+)\.md(#.*)?$/.exec(href) ?? [];
  return names.includes(name) ? paths.docsGuide(name) + anchor : undefined;
}
