import { RegExpRouter } from "hono/router/reg-exp-router";
import { expect, it } from "vitest";
import { testApp } from "../support/test_app.ts";

// It takes no path where a word stands beside a parameter, as /screen/status beside /screen/:orderId.
it("the portal is served by the fast router", async () => {
  const portal = await testApp();
  const { api, pages, staffPages, walletPages, docsPages } = portal.app;
  const loaded = await Promise.all([api(), staffPages(), walletPages(), docsPages()]);
  for (const app of [pages, ...loaded]) {
    await app.request("/");
    const paths = [...new Set(app.routes.map(({ path }) => path))];
    expect({ router: app.router.name, refused: paths.filter((_, i) => !taken(paths, i)) })
      .toEqual({ router: "SmartRouter + RegExpRouter", refused: [] });
  }
  await portal.close();
});

/** Whether the fast router takes the path beside those before it. */
function taken(paths: readonly string[], i: number): boolean {
  const router = new RegExpRouter<string>();
  try {
    for (const path of paths.slice(0, i + 1)) router.add("GET", path, path);
    router.match("GET", "/");
    return true;
  } catch {
    return false;
  }
}
