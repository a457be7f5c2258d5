import type { Child } from "hono/jsx";
import { type BookLine, entryIdOf } from "../../core/book/book_line.ts";
import type { SharedBalance } from "../../core/book/book_store.ts";
import { type ClearingBalance, rangeOf } from "../../core/book/clearing_balance.ts";
import type { BookView } from "../../core/book/view_book.ts";
import type { Page } from "../../core/console/load_page.ts";
import { cny } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { after, type BusinessDay, endOfBusinessDay, hours } from "../../core/time.ts";
import { bookList } from "../../routes/pages/console/books/book_list.tsx";
import { controlsOf } from "../../routes/pages/console/list_query.ts";
import { Balances } from "../../views/books/balances.tsx";
import { MerchantBooks } from "../../views/books/merchant_books.tsx";
import { SharedBooks } from "../../views/books/shared_books.tsx";
import type { Typed } from "../../views/console/field.ts";
import { ListPage } from "../../views/console/list_page.tsx";
import { DeskLayout } from "../../views/staff/desk.tsx";
import type { Section } from "../../views/staff/places.ts";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import type { Look, Looks } from "./look.ts";
import { atConsole, atOps } from "./staff_people.ts";

const { merchantNo } = teaHouse;
const ULID = "01KAG8M0000000000000000001";

type Booked = Pick<BookLine, "code" | "phase" | "subjectId"> & { readonly fen: number };
const booked: readonly Booked[] = [
  { code: "payment", phase: "posted", subjectId: `pay_${ULID}`, fen: 123_456_789 },
  { code: "deduction", phase: "posted", subjectId: `ded_${ULID}`, fen: 8_800 },
  { code: "refund", phase: "pending", subjectId: `rfd_${ULID}`, fen: -5_000 },
  { code: "refund", phase: "voids", subjectId: `rfd_${ULID}`, fen: 5_000 },
  { code: "payment", phase: "posted", subjectId: `pay_${ULID}`, fen: 1 },
];

/** The newest first. */
const lines: readonly BookLine[] = booked.map(({ fen, ...fact }, i): BookLine => {
  const bookedAt = after(START, hours(i));
  const sum = booked.slice(0, i + 1).reduce((all, each) => all + each.fen, 0);
  return {
    ...fact,
    entryId: entryIdOf({ bookedAt, no: i + 1 }),
    bookedAt,
    orderId: fact.subjectId.startsWith("pay_") ? `ord_${ULID}` : undefined,
    merchantNo,
    merchantsNo: i === 4 ? "WEB-20261120-0000000000000000-104" : `T-20261120-${i}`,
    amount: cny(fen),
    balance: cny(sum),
  };
}).toReversed();

const view: BookView = {
  payable: cny(123_465_590),
  refunds: cny(1_200),
  opening: undefined,
  closing: undefined,
  clearing: undefined,
};
const before: ClearingBalance = {
  day: "2026-11-18" as BusinessDay,
  cleared: cny(5_000_000),
  madeUp: cny(0),
  paid: cny(4_900_000),
  balance: cny(100_000),
};
const until: ClearingBalance = {
  day: "2026-11-20" as BusinessDay,
  cleared: cny(128_456_789),
  madeUp: cny(9_900),
  paid: cny(5_000_000),
  balance: cny(123_466_689),
};
const ofDays: BookView = {
  ...view,
  opening: { at: START, balance: cny(0) },
  closing: { at: endOfBusinessDay(START), balance: cny(-1_200) },
  clearing: rangeOf(before, until),
};
const settled: BookView = { ...view, clearing: rangeOf(undefined, until) };
const full: Page<BookLine> = {
  rows: lines,
  newer: undefined,
  older: lines.at(-1)?.entryId,
  reached: undefined,
};
const empty = { ...full, rows: [], older: undefined };
const nothing: BookView = { ...view, payable: cny(0), refunds: cny(0) };

function account(page: Page<BookLine>, shown: BookView, typed: Typed = {}): Look {
  return (frame) =>
    ListPage({
      frame,
      who: atConsole,
      section: bookList.section,
      path: paths.consoleList(bookList.noun),
      controls: controlsOf(bookList),
      typed,
      words: bookList.words(frame.lang as Lang),
      columns: bookList.columns(frame.lang),
      page,
      problem: undefined,
      above: <Balances lang={frame.lang} view={shown} />,
      hrefTo: bookList.hrefTo,
      mayExport: true,
    });
}

/** A number's own account in its console. */
export const accountLooks: Looks = {
  "console/books/full": account(full, settled),
  "console/books/of_days": account(full, ofDays, { from: "2026-11-20", to: "2026-11-20" }),
  "console/books/empty": account(empty, nothing),
};

function at(section: Section, title: string, body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="ops" who={atOps} section={section} title={title}>
      {body(frame.lang)}
    </DeskLayout>
  );
}

const shared: readonly SharedBalance[] = [
  { mode: "live", account: "channel:unionpay", balance: cny(-123_465_590) },
  { mode: "live", account: "bank:bank_transfer", balance: cny(-987_654_321) },
  { mode: "live", account: "suspense:bank_transfer", balance: cny(50_000) },
  { mode: "live", account: "late:unionpay", balance: cny(0) },
  { mode: "test", account: "channel:sandbox", balance: cny(-3_000) },
  { mode: "test", account: "late_refunds:sandbox", balance: cny(700) },
];

const ofNumber = (page: Page<BookLine>, shown: BookView) =>
  at(
    "merchants",
    "Account",
    (lang) => (
      <MerchantBooks lang={lang} merchantNo={merchantNo} view={shown} page={page} mayExport />
    ),
  );

/** What the desk sees of the books. */
export const bookLooks: Looks = {
  "ops/books/shared": at(
    "ledger",
    "Books",
    (lang) => <SharedBooks lang={lang} balances={shared} />,
  ),
  "ops/books/nothing": at("ledger", "Books", (lang) => <SharedBooks lang={lang} balances={[]} />),
  "ops/books/of_number": ofNumber(full, settled),
  "ops/books/of_new_number": ofNumber(empty, nothing),
};
