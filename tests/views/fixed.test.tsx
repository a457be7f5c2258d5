import { html } from "hono/html";
import { describe, expect, it } from "vitest";
import { fixed } from "../../views/fixed.ts";

describe("fixed", () => {
  it("draws once for each form and fills in as escaped text, in text and in attributes", () => {
    let drawn = 0;
    const link = fixed((here, words: string, strong: boolean) => {
      drawn++;
      return <a href={here} title={here}>{strong ? <b>{words}</b> : words} {here}</a>;
    });
    const filled = [link("/a?b&c", "go", true), link(`"><script>'`, "go", true)].map(String);
    expect(filled).toEqual([
      '<a href="/a?b&amp;c" title="/a?b&amp;c"><b>go</b> /a?b&amp;c</a>',
      `<a href="${EVIL}" title="${EVIL}"><b>go</b> ${EVIL}</a>`,
    ]);
    expect(String(link("/", "go", false))).toBe('<a href="/" title="/">go /</a>');
    expect(drawn).toBe(2);
  });

  it("escapes what is its form, and needs no filling", () => {
    const note = fixed((_, words: string) => <p>{words}</p>);
    expect(String(note("<i>", "<b> & more"))).toBe("<p>&lt;b&gt; &amp; more</p>");
  });

  it("is put into a page as it is, once", () => {
    const note = fixed((text) => <p>{text}</p>);
    expect(String(<div>{note("<b>")}</div>)).toBe("<div><p>&lt;b&gt;</p></div>");
    expect(String(html`<div>${note("<b>")}</div>`)).toBe("<div><p>&lt;b&gt;</p></div>");
  });
});

const EVIL = "&quot;&gt;&lt;script&gt;&#39;";
