import { Hono } from "hono";
import { viewBook } from "../../../core/book/view_book.ts";
import { exportRows } from "../../../core/console/export_rows.ts";
import { loadPage } from "../../../core/console/load_page.ts";
import type { BookLine } from "../../../core/book/book_line.ts";
import { isMerchantNo, parseId } from "../../../core/id.ts";
import type { Listing } from "../../../core/listing.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { bookColumns } from "../../../views/books/book_columns.tsx";
import { bookWords } from "../../../views/books/book_words.ts";
import { MerchantBooks } from "../../../views/books/merchant_books.tsx";
import { SharedBooks } from "../../../views/books/shared_books.tsx";
import { csvAnswer } from "../console/csv_answer.ts";
import { asksForFile } from "../staff/asks_for_file.tsx";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";

const idOf = ({ entryId }: BookLine) => entryId;

/** What the books say: of the institution's own accounts, and of one merchant number's. */
export function bookRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "statements:read");

  app.get(paths.opsBooks(), reads, async (c) => {
    const { lang } = c.var.frame;
    const [balances] = await deps.load(deps.books.shared());
    const title = bookWords(lang).ledger;
    return opsPage(
      c,
      { section: "ledger", title },
      <SharedBooks lang={lang} balances={balances} />,
    );
  });

  app.get(paths.opsMerchantBooks(":merchantNo"), reads, async (c) => {
    const merchantNo = c.req.param("merchantNo") ?? "";
    const [found] = isMerchantNo(merchantNo)
      ? await deps.load(deps.merchants.byNo(merchantNo))
      : [undefined];
    if (!found || !isMerchantNo(merchantNo)) return unknownAtDesk(c, "ops");
    const file = asksForFile(c, "ops");
    if (file instanceof Response) return file;
    const { frame: { lang }, who: { role } } = c.var;
    const caller = { type: "portal", merchantNo } as const;
    const search = (page: Listing) => deps.books.entries(caller, page, "payable");
    const range = { from: undefined, to: undefined };
    if (file) {
      const chunks = await exportRows(deps.load, search, range, idOf);
      if (chunks) return csvAnswer(c, deps.log, "books", bookColumns(lang), chunks);
    }
    const before = parseId("bke", c.req.query("before") ?? "");
    const [view, page] = await Promise.all([
      viewBook(deps, caller, { kind: "payable", ...range }),
      loadPage(deps.load, search, { before, after: undefined, ...range }, idOf),
    ]);
    const props = { lang, merchantNo, view, page, mayExport: permits(role, "exports:read") };
    const title = bookWords(lang).of(merchantNo);
    return opsPage(c, { section: "merchants", title }, <MerchantBooks {...props} />);
  });

  return app;
}
