import { Hono } from "hono";
import type { BankLineState } from "../../../../core/bank_line/bank_line.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { OwnBankLinesPage } from "../../../../views/bank_line/own_bank_lines.tsx";
import { render } from "../../render.tsx";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { staffCaller } from "../staff_caller.ts";

const PAGE = 50;
const states: readonly BankLineState[] = ["suspense", "new", "settled"];

/** Transfers that name this merchant number's orders. */
export function ownBankLineRoutes(deps: Deps): Hono<StaffEnv> {
  const given = { deps, desk: "console" } as const;
  return new Hono<StaffEnv>().get(
    paths.consoleBankLines(),
    needs(given, "payments:read"),
    async (c) => {
      const { merchantNo } = staffCaller(c);
      const state = states.find((each) => each === c.req.query("state")) ?? "settled";
      const past = parseId("bln", c.req.query("after") ?? "");
      const [found] = await deps.load(
        deps.bankLines.page({ state, merchantNo, past, max: PAGE + 1 }),
      );
      const lines = found.slice(0, PAGE);
      const next = found.length > PAGE ? lines.at(-1)?.lineId : undefined;
      const { frame, who } = c.var;
      return render(c, { page: () => OwnBankLinesPage({ frame, who, state, lines, next }) });
    },
  );
}
