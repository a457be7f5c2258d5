import { Hono } from "hono";
import { findOwnNumber } from "../../../../core/console/find_own_number.ts";
import type { Deps } from "../../../../core/deps.ts";
import { paths } from "../../../../core/paths.ts";
import { pageOf } from "../../../../views/console/search/page_of.ts";
import { SearchPage } from "../../../../views/console/search/search_page.tsx";
import { render } from "../../render.tsx";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { staffCaller } from "../staff_caller.ts";

const NUMBER_CHARACTERS_MAX = 64;

/** Any number that a person may hold in their hand; the only thing that has it is shown at once. */
export function consoleSearchRoutes(deps: Deps): Hono<StaffEnv> {
  const given = { deps, desk: "console" } as const;
  return new Hono<StaffEnv>().get(
    paths.consoleSearch(),
    needs(given, "orders:read"),
    async (c) => {
      const { frame, who } = c.var;
      const typed = (c.req.query("q") ?? "").slice(0, NUMBER_CHARACTERS_MAX);
      const { merchantNo } = staffCaller(c);
      const result = await findOwnNumber(deps, { merchantNo, role: who.role, given: typed });
      const [only, ...others] = result.found;
      const page = only && others.length === 0 ? pageOf(only) : undefined;
      if (page !== undefined) return c.redirect(page, 303);
      return render(c, { page: () => <SearchPage frame={frame} who={who} result={result} /> });
    },
  );
}
