import { readFile } from "node:fs/promises";
import { setCalendar } from "../core/calendar/set_calendar.ts";
import { merchantNo } from "../core/id.ts";
import { typedYuan } from "../core/money.ts";
import { agreeSettlement } from "../core/settlement_terms/agree_settlement.ts";
import { termsResource } from "../core/settlement_terms/terms_events.ts";
import { parseBusinessDay } from "../core/time.ts";
import { ConfigError } from "./config.ts";
import { type Act, shown } from "./operator_act.ts";

/** What an operator can do about settlement. */
export const settlementActs = {
  set_calendar: {
    usage: "<year> --file <holidays.csv> [--as <name>]",
    options: ["file", "as"],
    act: async (deps, { about, needed, by }) => {
      const year = /^2\d{3}$/.test(about) ? Number(about) : undefined;
      if (year === undefined) throw new ConfigError("expected a year, such as 2027");
      const text = await readFile(needed("file", "a line is 2027-02-06,off,春节"), "utf8");
      return shown(await setCalendar(deps, { year, text, by }), ({ days, ...set }) => ({
        ...set,
        days: days.length,
      }));
    },
  },
  agree_settlement: {
    usage:
      "<merchant_no> --from <yyyy-mm-dd> --days <n> [--account-of <merchant_no>] [--overdraft <yuan>] [--as <name>]",
    options: ["from", "days", "account-of", "overdraft", "as"],
    act: async (deps, { about, needed, given, by }) => {
      const from = parseBusinessDay(needed("from", "the first clearing day it counts for"));
      if (!from) throw new ConfigError("expected a day after --from, such as 2027-01-01");
      const delay = needed("days", "the n of T+n, in working days");
      if (!/^\d{1,2}$/.test(delay)) throw new ConfigError("expected a number after --days");
      const overdraft = typedYuan(given("overdraft") ?? "0");
      if (!overdraft) throw new ConfigError("expected yuan after --overdraft");
      const agreed = await agreeSettlement(deps, {
        merchantNo: merchantNo(about),
        from,
        delay: Number(delay),
        accountOf: merchantNo(given("account-of") ?? about),
        overdraft,
        by,
      });
      return shown(agreed, termsResource);
    },
  },
} as const satisfies Readonly<Record<string, Act>>;
