import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { webhookTypes } from "../../core/webhook/event_type.ts";
import { apiProblems } from "../../routes/api/problem.ts";
import { fieldsZh } from "../../views/docs/zh/fields.ts";
import { operationsZh } from "../../views/docs/zh/operations.ts";
import { problemsZh } from "../../views/docs/zh/problems.ts";
import { eventTexts } from "../../views/docs/event_texts.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const ORIGIN = "http://portal.test";
let app: TestApp;
/** Every page that can be reached from the first one, by its path. */
let pages: ReadonlyMap<string, string>;

beforeAll(async () => {
  app = await testApp({ demoKey: true });
  pages = await walk("en");
});
afterAll(() => app.close());

async function get(path: string, language = "en"): Promise<Response> {
  return await app.fetch(new Request(ORIGIN + path, { headers: { "Accept-Language": language } }));
}

async function walk(language: string): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  const left = ["/docs"];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path)) continue;
    const answer = await get(path, language);
    expect([path, answer.status]).toEqual([path, 200]);
    const html = await answer.text();
    seen.set(path, html);
    // Other languages of examples are the same pages.
    left.push(
      ...linksIn(html).filter((link) => !link.includes("in=")).map((link) =>
        link.split("#")[0] ?? ""
      ),
    );
  }
  return seen;
}

function linksIn(html: string): readonly string[] {
  return [...html.matchAll(/href="(\/docs[^"]*)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&")
  );
}

describe("/docs", () => {
  it("leads to every page, and from each to a place that exists", () => {
    expect(pages.size).toBeGreaterThan(90);
    const broken: string[] = [];
    for (const [path, html] of pages) {
      const anchors = [...html.matchAll(/href="(#[^"]+)"/g)].map(([, anchor]) => path + anchor);
      const all = [...anchors, ...linksIn(html)].filter((href) => !href.includes("in="));
      for (const href of all) {
        const [page = "", anchor] = href.split("#");
        const target = pages.get(page);
        const there = anchor === undefined ||
          target?.includes(`id="${decodeURIComponent(anchor)}"`);
        if (target === undefined || !there) broken.push(`${path}: ${href}`);
      }
    }
    expect([...new Set(broken)]).toEqual([]);
  });

  it("has a place for each operation, object, error code and event type", async () => {
    const document = await (await get("/openapi.json")).json();
    const operations = Object.values(document.paths).flatMap((item) =>
      Object.values(item as Record<string, { operationId: string }>).map((each) => each.operationId)
    );
    const wanted = [
      ...operations,
      ...Object.keys(document.components.schemas),
      ...Object.keys(apiProblems),
      ...webhookTypes,
    ];
    const all = [...pages].filter(([path]) => path !== "/docs").map(([, html]) => html).join("");
    expect(wanted.length).toBeGreaterThan(180);
    expect(wanted.filter((each) => !all.includes(`id="${each}"`))).toEqual([]);
  });

  it("is where an error's type leads", async () => {
    const refused = await app.api("/v1/orders/ord_1");
    const { type, code } = await refused.json();
    expect(type).toBe(`${ORIGIN}/docs#${code}`);
    expect(pages.get("/docs")).toContain(`id="${code}"`);
  });

  it("needs no script and nothing from elsewhere, on no page", () => {
    for (const [path, html] of pages) {
      expect([path, html.match(/<script|style=|\son\w+="|src="http|<link[^>]+href="http/)]).toEqual(
        [
          path,
          null,
        ],
      );
    }
  });

  it("keeps the language of the examples from page to page", async () => {
    const html = await (await get("/docs/reference/orders?in=python")).text();
    expect(html).toContain("urllib.request");
    expect(html).not.toContain("curl http");
    const others = linksIn(html).filter((link) => !link.includes("in="));
    // The tab of curl alone.
    expect(new Set(others.map((link) => link.split("#")[0]))).toEqual(
      new Set(["/docs/reference/orders"]),
    );
  });

  it("shows a key only where the demo made one", async () => {
    expect(pages.get("/docs")).toContain(app.merchant.secretKey);
    const plain = await testApp();
    const shown = await plain.fetch(new Request(`${ORIGIN}/docs`));
    const html = await shown.text();
    await plain.close();
    expect(html).toContain("sk_test_…");
    expect(html).not.toMatch(/sk_test_[0-9a-z]{40}/);
  });

  it.each(["/docs/guides/nothing", "/docs/reference/nothing", "/docs/signed?operation=nothing"])(
    "answers 404 to %s",
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe("/docs in Chinese", () => {
  it("has every text of the reference", async () => {
    const document = await (await get("/openapi.json")).json();
    const texts = new Set<string>();
    collect(document, texts);
    const known = { ...operationsZh, ...fieldsZh };
    expect(texts.size).toBeGreaterThan(200);
    expect([...texts].filter((text) => !(text in known))).toEqual([]);
    expect(Object.keys(known).filter((text) => !texts.has(text))).toEqual([]);
    expect(Object.keys(problemsZh).toSorted()).toEqual(Object.keys(apiProblems).toSorted());
  });

  it("says on a page that it is in English, where it is, and on no other", async () => {
    const signing = await (await get("/docs/guides/deductions", "zh-CN")).text();
    expect(signing).toContain("这篇指南目前只有英文");
    expect(signing).toContain('<article class="guide" lang="en">');
    for (const path of ["/docs/reference/orders", "/docs/errors", "/docs/events"]) {
      const html = await (await get(path, "zh-CN")).text();
      expect([path, html.match(/<(?!button)[^>]+ lang="en"[^>]*>[^<]*/g)]).toEqual([path, null]);
    }
  });
});

describe("docs/zh", () => {
  const folder = new URL("../../docs/", import.meta.url);

  it("has what its originals have: headings, tables row by row, and programs letter by letter", async () => {
    const names = await readdir(new URL("zh/", folder));
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      const [zh, en] = await Promise.all([
        readFile(new URL(`zh/${name}`, folder), "utf8"),
        readFile(new URL(name, folder), "utf8"),
      ]);
      expect([name, outlineOf(zh)]).toEqual([name, outlineOf(en)]);
    }
  });

  it("has the anchors of its originals, so that one link serves both", async () => {
    const [zh, en] = await Promise.all([
      (await get("/docs/guides/webhooks", "zh-CN")).text(),
      (await get("/docs/guides/webhooks")).text(),
    ]);
    const anchors = (html: string) => [...html.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id);
    expect(zh).toContain("重试");
    expect(anchors(zh)).toEqual(anchors(en));
    expect(anchors(zh)).toContain("a-parent");
  });
});

/** What a translation has to have as well. */
function outlineOf(text: string) {
  const programs = [...text.matchAll(/```\w*\n[\s\S]*?```/g)].map(([program]) => program);
  const prose = text.replace(/```[\s\S]*?```/g, "");
  return {
    programs,
    headings: prose.match(/^#+ /gm),
    rows: prose.match(/^\|/gm)?.length,
    items: prose.match(/^(?:-|\d\.) /gm)?.length,
    paragraphs: prose.split(/\n\n+/).length,
  };
}

describe("the search of /docs", () => {
  const found = async (query: string, language = "en") => {
    const html = await (await get(`/docs/search?q=${encodeURIComponent(query)}`, language)).text();
    return linksIn(html.slice(html.indexOf('class="results"')));
  };

  it.each([
    ["order_not_open", "/docs/errors#order_not_open"],
    ["payment.unclear", "/docs/events#payment.unclear"],
    ["/v1/deductions", "/docs/reference/deductions#postV1Deductions"],
    ["resume_after", "/docs/guides/lists#polling"],
    ["Refund", "/docs/reference/refunds#Refund"],
    ["merchant_order_no", "/docs/reference/orders#Order.merchant_order_no"],
  ])("finds %s", async (query, href) => {
    expect(await found(query)).toContain(href);
  });

  it("finds Chinese words in Chinese pages", async () => {
    expect(await found("退货超过可退金额", "zh-CN")).toContain("/docs/errors#refund_exceeds_paid");
    expect(await found("解约", "zh-CN")).toContain(
      "/docs/reference/contracts#postV1ContractsByContractIdTermination",
    );
  });

  it("shows what was asked as text, and says when there is nothing", async () => {
    const html = await (await get("/docs/search?q=%3Cscript%3Ealert(1)%3C/script%3E")).text();
    expect(html).not.toContain("<script>");
    expect(html).toContain("Nothing found");
    expect(await (await get("/docs/search")).text()).toContain("Enter a field");
  });
});

/** What the routes say that people read, wherever it stands. */
function collect(document: Readonly<Record<string, unknown>>, texts: Set<string>): void {
  const walk = (value: unknown, name: string, inRefusal: boolean): void => {
    if (typeof value === "string" && !inRefusal) {
      if (name === "summary" || name === "description") texts.add(value);
    }
    if (Array.isArray(value)) {
      if (name === "tags") { for (const tag of value) texts.add(tag); }
      else for (const each of value) walk(each, "", inRefusal);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        walk(each, key, inRefusal || /^[45]\d\d$/.test(key));
      }
    }
  };
  walk(document["paths"], "", false);
  const components = document["components"] as { readonly schemas: unknown };
  walk(components.schemas, "", false);
}

describe("eventTexts", () => {
  it("names an object that is described", async () => {
    const document = await (await get("/openapi.json")).json();
    for (const { data } of Object.values(eventTexts)) {
      expect(Object.keys(document.components.schemas)).toContain(data);
    }
  });
});
