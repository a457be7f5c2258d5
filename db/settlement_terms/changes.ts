import { sql } from "drizzle-orm";
import type { TermsEvent } from "../../core/settlement_terms/terms_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { settlementTerms } from "./table.ts";

const at = sql.placeholder;
const insert = prepare(
  build.insert(settlementTerms).values({
    termsId: at("termsId"),
    merchantNo: at("merchantNo"),
    fromDay: at("fromDay"),
    delay: at("delay"),
    accountOf: at("accountOf"),
    overdraft: at("overdraft"),
    agreedAt: at("agreedAt"),
  }),
);

export const termsChanges = {
  "settlement_terms.agreed": ({ terms: { from, overdraft, ...terms } }) => [
    insert({ ...terms, fromDay: from, overdraft: overdraft.fen }),
  ],
} satisfies Changes<TermsEvent>;
