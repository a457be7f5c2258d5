import { html } from "hono/html";
import { describe, expect, it } from "vitest";
import { fixed, fixedAround } from "../../views/fixed.ts";

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

describe("fixedAround", () => {
  const page = fixedAround(
    ["title", "here", "body"],
    ({ title, here, body }, word: string, open: boolean) => (
      <main class={word} title={here} hidden={!open}>
        <h1>{title}</h1>
        {body}
        {open ? <a href={here}>{title}</a> : null}
      </main>
    ),
  );

  it("escapes texts and puts in what was drawn as it is, wherever each is named", () => {
    const body = [<b key="1">{"<"}</b>, null, "<i>", false, [<i key="2">1</i>, 2]];
    expect(String(page({ title: "<b>", here: `/?a="`, body }, "open", true))).toBe(
      '<main class="open" title="/?a=&quot;"><h1>&lt;b&gt;</h1><b>&lt;</b>&lt;i&gt;<i>1</i>2' +
        '<a href="/?a=&quot;">&lt;b&gt;</a></main>',
    );
  });

  it("is another drawing for another form, and the same one for other fillings", () => {
    const closed = (title: string) => String(page({ title, here: "/", body: null }, "shut", false));
    expect(closed("a")).toMatch(
      /^<main class="shut" title="\/" hidden(?:="")?><h1>a<\/h1><\/main>$/,
    );
    expect(closed("b")).toBe(closed("a").replace("<h1>a", "<h1>b"));
  });

  it("is itself a filling", () => {
    const inner = page({ title: "&", here: "", body: null }, "in", true);
    expect(String(page({ title: "", here: "", body: inner }, "out", true)))
      .toContain(`<h1></h1>${inner}`);
  });
});

const EVIL = "&quot;&gt;&lt;script&gt;&#39;";
