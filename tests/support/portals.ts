import { join } from "node:path";
import { type FakeClock, fakeClock } from "./fake_clock.ts";
import { tempFolder } from "./server.ts";
import { type TestApp, testApp, type TestAppOptions } from "./test_app.ts";

export interface TwoPortals extends AsyncDisposable {
  readonly portals: readonly [TestApp, TestApp];
  readonly clock: FakeClock;
}

/** Two portals with a writer each on one database file, as two processes would be; one clock for both. */
export async function twoPortals(
  options: Pick<TestAppOptions, "credentials"> = {},
): Promise<TwoPortals> {
  const folder = await tempFolder();
  const clock = fakeClock();
  const given = { ...options, databaseUrl: `file:${join(folder.path, "shared.db")}`, clock };
  const portals = [await testApp(given), await testApp(given)] as const;
  return {
    portals,
    clock,
    [Symbol.asyncDispose]: async () => {
      for (const portal of portals) await portal.close();
      await folder.remove();
    },
  };
}
