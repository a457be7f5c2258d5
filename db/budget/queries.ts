import { and, eq, gt, sql } from "drizzle-orm";
import type { BudgetStore } from "../../core/budget/budget_store.ts";
import { after, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { budgets } from "./table.ts";

const at = sql.placeholder;
const row = pack([budgets, ""]);

const used = prepare(
  build.select(row.fields).from(budgets).where(and(
    eq(budgets.name, at("name")),
    eq(budgets.subject, at("subject")),
    gt(budgets.endsAt, at("now")),
  )),
);
const sweep = prepare(
  build.delete(budgets).where(sql`(name, subject) in (
    select name, subject from budgets where ends_at <= ${at("now")} limit 50)`),
);
const spendOne = prepare(
  build.insert(budgets).values({
    name: at("name"),
    subject: at("subject"),
    used: sql`1`,
    cap: at("cap"),
    endsAt: at("endsAt"),
  }).onConflictDoUpdate({
    target: [budgets.name, budgets.subject],
    set: {
      used: sql`iif(budgets.ends_at <= ${at("now")}, 1, budgets.used + 1)`,
      cap: sql`excluded.cap`,
      endsAt: sql`iif(budgets.ends_at <= ${at("now")}, excluded.ends_at, budgets.ends_at)`,
    },
  }),
);
const giveBackOne = prepare(
  build.update(budgets).set({ used: sql`max(0, used - 1)` }).where(and(
    eq(budgets.name, at("name")),
    eq(budgets.subject, at("subject")),
    gt(budgets.endsAt, at("now")),
  )),
);

export const budgetStore: BudgetStore = {
  used: ({ budget, subject }, now) =>
    first(row, used({ name: budget, subject, now }), (found) => {
      const columns = new Columns(found);
      return { used: columns.int("used"), endsAt: instant(columns.int("ends_at")) };
    }),
  spend: (way, given, now) => ({
    statements: [
      sweep({ now }),
      ...way.map(({ budget, subject }) => {
        const { max, per } = given[budget];
        return spendOne({ name: budget, subject, cap: max, endsAt: after(now, per), now });
      }),
    ],
    fleeting: true,
  }),
  giveBack: (way, now) => ({
    statements: way.map(({ budget, subject }) => giveBackOne({ name: budget, subject, now })),
    fleeting: true,
  }),
};
