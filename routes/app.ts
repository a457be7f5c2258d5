import { type ExecutionContext, Hono } from "hono";
import { getPath } from "hono/utils/url";
import type { Deps } from "../core/deps.ts";
import { desks, paths } from "../core/paths.ts";
import type { Assets } from "../views/assets/assets.ts";
import { emptyLibrary } from "../views/docs/library.ts";
import { type Added, nothing } from "./added.ts";
import { answersOfData } from "./api/answers_of_data.ts";
import { apiPaths } from "./api/api_paths.ts";
import { healthRoutes } from "./api/health.ts";
import type { AppEnv } from "./app_env.ts";
import { createPages } from "./pages/app.ts";
import { hasPlainHost, hostRefuser } from "./plain_host.ts";

export interface App {
  /** For programs: data and problems, keys and signatures. Loaded when the first of them comes; people's pages need none of its schemas. */
  readonly api: () => Promise<Hono<AppEnv>>;
  /** For people: pages, cookies, origin checks. */
  readonly pages: Hono<AppEnv>;
  /** Theirs who work here, a third of the portal: loaded when the first of them comes. */
  readonly staffPages: () => Promise<Hono<AppEnv>>;
  /** People's own, and the documentation: loaded likewise, because whoever pays or signs needs neither. */
  readonly walletPages: () => Promise<Hono<AppEnv>>;
  readonly docsPages: () => Promise<Hono<AppEnv>>;
  fetch(
    request: Request,
    env?: object,
    context?: ExecutionContext,
  ): Response | Promise<Response>;
}

/** The whole portal: several apps, each with an edge of its own; a request's path says whose it is. */
export function createApp(deps: Deps, assets: Assets, added: Added = nothing): App {
  const health = healthRoutes(deps);
  const programs = once(async () =>
    (await import("./api/app.ts")).createApi(deps, assets, added.programs, health)
  );
  const api = async () => (await programs()).api;
  const document = async () => (await programs()).document();
  // Whether a process lives is asked before anything else, and says nothing of what it has loaded.
  const signs = new Hono<AppEnv>().use(answersOfData(deps)).route("/", health);
  const { exampleKey, people, library = emptyLibrary } = added;
  const pages = createPages(deps, { assets, added: people });
  const staffPages = once(async () =>
    (await import("./pages/staff/app.ts")).createStaffPages(deps, assets)
  );
  const walletPages = once(async () =>
    (await import("./pages/wallet/app.ts")).createWalletPages(deps, assets)
  );
  const docsPages = once(async () =>
    (await import("./pages/docs/app.ts")).createDocsPages(deps, {
      assets,
      document,
      library,
      exampleKey,
    })
  );
  const loaded = [
    ...desks.map((desk) => ({ place: `/${desk}`, app: staffPages })),
    { place: paths.wallet(), app: walletPages },
    { place: paths.docs(), app: docsPages },
  ];
  let loadedApi: Hono<AppEnv> | undefined;
  const refuseHost = hostRefuser(deps);
  const forProgram = (path: string) =>
    apiPaths.test(path) || added.programs.some((place) => isUnder(path, place.path));
  return {
    api,
    pages,
    staffPages,
    walletPages,
    docsPages,
    fetch: (request, env, context) => {
      if (!hasPlainHost(request)) return refuseHost();
      const path = getPath(request);
      const later = loaded.find(({ place }) => isUnder(path, place));
      if (later) return later.app().then((own) => own.fetch(request, env, context));
      if (request.method === "GET" && isSign(path)) return signs.fetch(request, env, context);
      if (!forProgram(path)) return pages.fetch(request, env, context);
      return loadedApi?.fetch(request, env, context) ??
        api().then((own) => (loadedApi = own).fetch(request, env, context));
    },
  };
}

function isSign(path: string): boolean {
  return path === "/livez" || path === "/readyz";
}

function isUnder(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** What came of the first call; a load that failed is tried again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
