import { describe, expect, it } from "vitest";
import { cleanLogo } from "../../../core/brand/clean_logo.ts";
import { LEAF_SVG } from "../../support/brands.ts";

const NS = 'xmlns="http://www.w3.org/2000/svg"';

async function clean(text: string): Promise<string> {
  const cleaned = await cleanLogo(new TextEncoder().encode(text));
  if (cleaned.ok) return new TextDecoder().decode(cleaned.value.bytes);
  const { code, part } = cleaned.error;
  return [code, part].filter(Boolean).join(" ");
}

const around = (body: string, root = 'viewBox="0 0 40 40"') => `<svg ${NS} ${root}>${body}</svg>`;

describe("an SVG", () => {
  it("is written anew from what draws, and stays as it is when it is clean", async () => {
    const once = await clean(LEAF_SVG);
    expect(once).toMatch(/^<svg xmlns="[^"]*" viewBox="0 0 120 40" width="120" height="40"><path/);
    expect(await clean(once)).toBe(once);
  });

  it("loses what editors leave in it", async () => {
    const given = `\ufeff<?xml version="1.0" encoding="UTF-8"?>
      <!-- Made in an editor -->
      <svg ${NS} xmlns:inkscape="x" width="24" height="24" id="a" inkscape:version="1.0">
        <title>&lt;script&gt;</title><metadata><rdf:RDF xmlns:rdf="y"><a href="javascript:1"/></rdf:RDF></metadata>
        <sodipodi:namedview><inkscape:grid/></sodipodi:namedview>
        <g style="fill:#ff0000;-inkscape-stroke:none;stroke: none" class="x" data-name="y" xml:space="preserve">
          <path d="M0 0h4v4z"/>
        </g>
      </svg>`;
    expect(await clean(given)).toBe(
      `<svg ${NS} viewBox="0 0 24 24" width="40" height="40">` +
        '<g fill="#ff0000" stroke="none"><path d="M0 0h4v4z"/></g></svg>',
    );
  });

  it("keeps gradients and clip paths of its own", async () => {
    const given = around(
      '<defs><linearGradient id="a" x1="0" x2="1"><stop offset="0%" stop-color="#fff"/></linearGradient>' +
        '<linearGradient id="b" xlink:href="#a"/><clipPath id="c"><rect width="9" height="9"/></clipPath></defs>' +
        '<path fill="url(#b)" clip-path="url(#c)" d="M0 0h9v9z"/>',
    );
    const cleaned = await clean(given);
    expect(cleaned).toContain('<linearGradient id="b" href="#a"/>');
    expect(cleaned).toContain('<path fill="url(#b)" clip-path="url(#c)" d="M0 0h9v9z"/>');
  });

  it.each([
    ["a script", "<script>alert(1)</script>", "script"],
    ["a script in capitals", "<SCRIPT>alert(1)</SCRIPT>", "SCRIPT"],
    ["a page", "<foreignObject><body/></foreignObject>", "foreignObject"],
    ["a picture from elsewhere", '<image href="https://evil.example/x.png"/>', "image"],
    ["a picture within", '<image href="data:image/svg+xml;base64,AAAA"/>', "image"],
    ["a copy", '<use href="#a"/>', "use"],
    ["a link", '<a href="javascript:alert(1)"><path d="M0 0"/></a>', "a"],
    ["a style sheet", "<style>@import url(https://evil.example)</style>", "style"],
    ["a movement", '<animate attributeName="href" to="javascript:alert(1)"/>', "animate"],
    ["a change", '<set attributeName="onclick" to="alert(1)"/>', "set"],
    ["a filter", "<filter/>", "filter"],
    ["letters", "<text>Bank of China</text>", "text"],
    ["a frame", '<iframe src="x"/>', "iframe"],
    ["another drawing", "<svg/>", "svg"],
    ["an act", '<path d="M0 0" onload="alert(1)"/>', "onload"],
    ["an act in capitals", '<g ONCLICK="alert(1)"/>', "ONCLICK"],
    ["an address in a colour", '<path fill="url(https://evil.example/#a)"/>', "fill"],
    ["an address in a style", '<path style="fill:url(//evil.example)"/>', "fill"],
    ["an address in another style", '<path style="filter:url(#a)"/>', "style filter"],
    ["an escape in a style", '<path style="fill:\\75rl(//evil.example)"/>', "fill"],
    ["a reference", '<path href="https://evil.example"/>', "href"],
    ["a reference of a gradient", '<linearGradient href="//evil.example/#a"/>', "href"],
    ["an address in an unknown name", '<path cursor="url(//evil.example)"/>', "cursor"],
    ["a script in an unknown name", '<path x-to="javascript:alert(1)"/>', "x-to"],
    [
      "a clip within a clip",
      '<clipPath id="a"><path clip-path="url(#a)"/></clipPath>',
      "clip-path",
    ],
    ["a clipped clip", '<clipPath id="a" clip-path="url(#a)"/>', "clip-path"],
    ["markup in a value", '<path d="&quot;&gt;&lt;script&gt;"/>', "d"],
    ["markup by numbers", '<path id="&#34;&#62;"/>', "id"],
    ["a movement of letters", '<path d="M0 0 javascript"/>', "d"],
  ])("with %s is refused by its name", async (_, body, part) => {
    expect(await clean(around(body))).toBe(`logo_not_allowed ${part}`);
  });

  it.each([
    ["a document type", `<!DOCTYPE svg [<!ENTITY a "aa">]>${around("")}`, "<!DOCTYPE"],
    [
      "an entity bomb",
      `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "&b;&b;">]>${around("&a;")}`,
      "<!DOCTYPE",
    ],
    ["an unparsed section", around("<![CDATA[<script/>]]>"), "<![CDATA["],
    ["an instruction", `${around("<?xml-stylesheet href='x'?>")}`, "<?xml"],
  ])("with %s is refused", async (_, text, part) => {
    expect(await clean(text)).toBe(`logo_not_allowed ${part}`);
  });

  it.each([
    ["cut off", `<svg ${NS} viewBox="0 0 4 4"><path d="M0 0"/>`],
    ["closed wrongly", around("<g><path/></g></g>")],
    ["crossed", around("<g><defs></g></defs>")],
    ["of two roots", around("") + around("")],
    ["with an attribute twice", around('<path d="M0 0" d="M1 1"/>')],
    ["with an entity of its own", around('<path d="&a;"/>')],
    ["with a value without quotes", around("<path d=M0/>")],
    ["with a tag in a value", around('<path d="<"/>')],
  ])("%s is refused as broken", async (_, text) => {
    expect(await clean(text)).toBe("logo_broken");
  });

  it("of no size, of an odd one, or too complex, is refused", async () => {
    for (
      const root of [
        "",
        'viewBox="0 0 0 40"',
        'viewBox="0 0 400 4"',
        'viewBox="0 0 1e9 4"',
        'width="100%" height="4"',
      ]
    ) {
      expect([root, await clean(around("", root))]).toEqual([root, "logo_size"]);
    }
    expect(await clean(around("<g/>".repeat(1_001)))).toBe("logo_size");
    expect(await clean(around("<g>".repeat(60) + "</g>".repeat(60)))).toBe("logo_size");
  });

  it("that is none is refused", async () => {
    for (
      const text of [
        "",
        "hello",
        "<html><svg/></html>",
        '<x:svg xmlns:x="http://www.w3.org/2000/svg"/>',
        "{}",
      ]
    ) {
      expect([text, await clean(text)]).toEqual([text, "logo_type"]);
    }
    expect((await cleanLogo(Uint8Array.of(0x3c, 0xff, 0xfe))).ok).toBe(false);
  });

  it("is read in a time that grows with its length, however it is made", async () => {
    const long = 32_000;
    for (
      const body of [
        `<path transform="${"translate(1)".repeat(2_000)}x"/>`,
        `<path transform="rotate(${" ".repeat(long)}"/>`,
        `<path d="${" ".repeat(long)}!"/>`,
        `<!-- ${"- ".repeat(long / 2)}`,
        `<path ${" ".repeat(long)}`,
        `<path style="${":;".repeat(long / 2)}"/>`,
        `<path stroke-dasharray="${"1,".repeat(long / 2)}x"/>`,
      ]
    ) {
      expect(await clean(around(body))).toMatch(/^logo_|^<svg/);
    }
  });
});
