import { ownedKinds } from "../../../../core/book/account.ts";
import type { BookLine } from "../../../../core/book/book_line.ts";
import { viewBook } from "../../../../core/book/view_book.ts";
import { paths } from "../../../../core/paths.ts";
import { Balances } from "../../../../views/books/balances.tsx";
import { bookColumns } from "../../../../views/books/book_columns.tsx";
import { bookWords } from "../../../../views/books/book_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter } from "../filter.ts";

const filters = {
  account: {
    ...choice(ownedKinds),
    control: { type: "choice", options: ownedKinds, always: true },
  },
} satisfies Readonly<Record<string, Filter>>;

/** The number's statement of account: what it is owed, entry by entry, newest first. */
export const bookList: ConsoleList<typeof filters, BookLine> = {
  noun: "books",
  section: "books",
  permission: "statements:read",
  filters,
  days: true,
  search: (deps, caller, page, { account = "payable" }) =>
    deps.books.entries(caller, page, account),
  above: async (deps, caller, { lang, values: { account: kind = "payable" }, asked }) => {
    const { from, to } = asked;
    return <Balances lang={lang} view={await viewBook(deps, caller, { kind, from, to })} />;
  },
  prefix: "bke",
  idOf: ({ entryId }) => entryId,
  hrefTo: factOf,
  columns: bookColumns,
  words: (lang) => {
    const { title, labels, none, accounts } = bookWords(lang);
    return { title, labels, none, options: { account: accounts } };
  },
};

/** The page of what was booked. */
function factOf({ subjectId, orderId }: BookLine): string {
  if (orderId !== undefined) return paths.consoleOrder(orderId);
  if (subjectId.startsWith("stl_")) return paths.consoleSettlement(subjectId);
  if (!/^(?:rfd|ded)_/.test(subjectId)) return paths.consoleList("books");
  return subjectId.startsWith("rfd_")
    ? paths.consoleRefund(subjectId)
    : paths.consoleDeduction(subjectId);
}
