import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { paths } from "../../../core/paths.ts";
import { ErrorsPage } from "../../../views/docs/errors_page.tsx";
import { EventsPage } from "../../../views/docs/events_page.tsx";
import type { Filled } from "../../../views/docs/example.ts";
import { GuidePage } from "../../../views/docs/guide_page.tsx";
import { guideOf, type Library } from "../../../views/docs/library.ts";
import { type Translate, untranslated } from "../../../views/docs/prose.tsx";
import { ResourcePage } from "../../../views/docs/resource_page.tsx";
import { SearchPage } from "../../../views/docs/search_page.tsx";
import { SignedPage } from "../../../views/docs/signed_page.tsx";
import { siteOf } from "../../../views/docs/site.ts";
import { StartPage } from "../../../views/docs/start_page.tsx";
import type { Lang } from "../../../views/words.ts";
import { KID_HERE, SECRET_KEY_HERE } from "../../../views/snippets/snippet.ts";
import type { OpenApiDocument } from "../../api/openapi.ts";
import type { AppEnv } from "../../app_env.ts";
import { render } from "../render.tsx";
import { exampleLanguage } from "./example_language.ts";
import { exampleOrderNo } from "./example_order_no.ts";
import { type Problems, readReference } from "./reference.ts";
import { search } from "./search.ts";

interface Given {
  readonly document: () => Promise<OpenApiDocument>;
  readonly library: () => Promise<Library>;
  /** A key that the examples may show. */
  readonly exampleKey: () => string | undefined;
}

const RESULTS_MAX = 30;
const QUERY_MAX = 100;
const FIRST_OPERATION = "postV1Orders";

/** The documentation: our guides, and the reference made of the same document that programs read. */
export function docsRoutes(deps: Deps, given: Given): Hono<AppEnv> {
  /** What every page of it needs. */
  const open = async (c: Context<AppEnv>) => {
    const frame = c.get("frame");
    const [library, document] = await Promise.all([given.library(), given.document()]);
    const { translate, problems } = wordsOf(library, frame.lang);
    const reference = readReference(document, problems);
    const resources = reference.resources.map(({ name, title }) => ({
      name,
      title: translate(title) ?? title,
    }));
    const secretKey = given.exampleKey();
    const filled: Filled = {
      recording: library.recording,
      baseUrl: deps.config.publicUrl,
      secretKey: secretKey ?? SECRET_KEY_HERE,
      kid: KID_HERE,
    };
    return {
      library,
      secretKey,
      shown: {
        frame,
        site: siteOf(library, resources, frame.lang),
        language: exampleLanguage(c),
        reference,
        filled,
        translate,
      },
    };
  };

  return new Hono<AppEnv>()
    .get(paths.docs(), async (c) => {
      const { shown, secretKey } = await open(c);
      const merchantOrderNo = exampleOrderNo(deps.now());
      const keyFilled = secretKey !== undefined;
      return render(c, { page: () => StartPage({ ...shown, keyFilled, merchantOrderNo }) });
    })
    .get(paths.docsGuide(":name"), async (c) => {
      const { shown, library } = await open(c);
      const guide = guideOf(library, c.req.param("name") ?? "", shown.frame.lang);
      return guide ? render(c, { page: () => GuidePage({ ...shown, guide }) }) : c.notFound();
    })
    .get(paths.docsResource(":name"), async (c) => {
      const { shown } = await open(c);
      const name = c.req.param("name");
      const resource = shown.reference.resources.find((each) => each.name === name);
      if (!resource) return c.notFound();
      return render(c, { page: () => ResourcePage({ ...shown, resource }) });
    })
    .get(paths.docsEvents(), async (c) => {
      const { shown } = await open(c);
      return render(c, { page: () => EventsPage(shown) });
    })
    .get(paths.docsErrors(), async (c) => {
      const { shown } = await open(c);
      return render(c, { page: () => ErrorsPage(shown) });
    })
    .get(paths.docsSigned(), async (c) => {
      const { shown } = await open(c);
      const all = shown.reference.resources.flatMap(({ operations }) => operations);
      const asked = c.req.query("operation") ?? FIRST_OPERATION;
      const operation = all.find(({ id }) => id === asked);
      return operation
        ? render(c, { page: () => SignedPage({ ...shown, operation }) })
        : c.notFound();
    })
    .get(paths.docsSearch(), async (c) => {
      const { shown, library } = await open(c);
      const query = (c.req.query("q") ?? "").trim().slice(0, QUERY_MAX);
      const { reference, translate, frame: { lang } } = shown;
      const found = search({ reference, translate, library, lang }, query);
      return render(c, {
        page: () =>
          SearchPage({
            ...shown,
            query,
            found: found.slice(0, RESULTS_MAX),
            more: found.length > RESULTS_MAX,
          }),
      });
    });
}

function wordsOf(
  { zh }: Library,
  lang: Lang,
): { readonly translate: Translate; readonly problems: Problems } {
  return lang === "en"
    ? { translate: untranslated, problems: undefined }
    : { translate: (english) => zh.texts[english], problems: zh.problems };
}
