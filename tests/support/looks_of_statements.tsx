import type { Child } from "hono/jsx";
import type { FeeView } from "../../core/console/view_fee.ts";
import { exactParts, feeOf, noFee } from "../../core/fee/fee_of.ts";
import { invoiceOf, type Month } from "../../core/fee/fee_month.ts";
import { cny } from "../../core/money.ts";
import type { ReadyStatement } from "../../core/statement/statement.ts";
import type { MonthView } from "../../core/statement/view_months.ts";
import type { StatementsView } from "../../core/statement/view_statements.ts";
import { type BusinessDay, businessDay } from "../../core/time.ts";
import { FeePage } from "../../views/fee/fee_page.tsx";
import { MonthList } from "../../views/fee/month_list.tsx";
import { MonthPage } from "../../views/fee/month_page.tsx";
import { IssuedDays } from "../../views/statement/issued_days.tsx";
import { StatementList } from "../../views/statement/statement_list.tsx";
import { StatementPage } from "../../views/statement/statement_page.tsx";
import { DeskLayout } from "../../views/staff/desk.tsx";
import type { Section } from "../../views/staff/places.ts";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { openOrder, teaHouse } from "./fixtures.ts";
import type { Look, Looks } from "./look.ts";
import { atConsole, atOps, viewer } from "./staff_people.ts";

const day = businessDay(START);
const sums = { lines: 1_284, amount: cny(8_431_260), fee: cny(51_849), net: cny(8_379_411) };
const parts = {
  issuer: cny(29_509),
  network_of_issuer: cny(2_740),
  network_of_acquirer: cny(2_740),
  acquirer: cny(16_860),
};

const statement: ReadyStatement = {
  statementId: "stm_01KAG8M0000000000000000001",
  merchantNo: teaHouse.merchantNo,
  scope: "own",
  day,
  cutFrom: {},
  cutUntil: {},
  opening: cny(1_204_500),
  ...sums,
  closing: cny(9_583_911),
  metadataKeys: ["shop"],
  begunAt: START,
  state: "ready",
  attempt: "evt_01KAG8M0000000000000000001",
  feeParts: parts,
  totals: {
    payment: { lines: 1_241, amount: cny(8_602_060), fee: cny(52_903), net: cny(8_549_157) },
    deduction: { lines: 26, amount: cny(26_000), fee: cny(160), net: cny(25_840) },
    refund: { lines: 17, amount: cny(-196_800), fee: cny(-1_214), net: cny(-195_586) },
  },
  files: [
    ["csv", `${day}_${teaHouse.merchantNo}.csv`, 493_822],
    ["jsonl", `${day}_${teaHouse.merchantNo}.jsonl`, 840_118],
    ["zm", `INN26112090ZM_${teaHouse.merchantNo}`, 781_956],
  ].map(([format, name, bytes]) => ({
    format: format as "csv",
    name: String(name),
    bytes: Number(bytes),
    sha256: "5f1c7d2be04e9b6a83f0c41d97a2e65830b4cfd1a6e97f2083bd4c5e6a7f8091",
    ...sums,
  })),
  manifest: "",
  issuedAt: START,
};
const earlier = "2026-11-19" as BusinessDay;

const view: StatementsView = {
  scope: "own",
  statements: [statement, {
    ...statement,
    day: earlier,
    lines: 0,
    amount: cny(0),
    fee: cny(0),
    net: cny(0),
  }],
  next: earlier,
  hasRolledUp: true,
  metadataKeys: ["shop", "till"],
  version: 1,
};
const none: StatementsView = {
  ...view,
  statements: [],
  next: undefined,
  hasRolledUp: false,
  metadataKeys: [],
};

const agreement = {
  agreementId: "fag_01KAG8M0000000000000000001",
  merchantNo: teaHouse.merchantNo,
  from: "2026-07-01" as BusinessDay,
  feeClass: "standard",
  acquirer: {
    debit: { millionths: 1_850, capFen: 2_000 },
    credit: { millionths: 850, capFen: undefined },
  },
  agreedAt: START,
} as const;
const paid = cny(512_800);
const terms = { agreement, cardType: "debit", on: day } as const;
const feeView: FeeView = {
  of: { kind: "order", id: openOrder.orderId, paymentId: "pay_01KAG8M0000000000000000002" },
  merchantOrderNo: "T-20261120-0001",
  payeeNo: teaHouse.merchantNo,
  amount: paid,
  day,
  cardType: "debit",
  fee: feeOf(paid, terms),
  returned: feeOf(cny(100_000), terms),
  explained: { agreement, cardType: "debit", parts: exactParts(paid, terms) ?? [] },
};

const month = "2026-11" as Month;
const fees = {
  month,
  statements: 20,
  lines: 1_284,
  amount: cny(8_431_260),
  fee: cny(51_849),
  parts,
};
const monthView: MonthView = {
  number: {
    merchant: teaHouse,
    enterprise: {
      enterpriseId: "ent_01KAG8M0000000000000000001",
      licenceNo: "91330100MA00000001",
      name: "杭州清风茶业有限公司",
      createdAt: START,
      version: 1,
      stop: undefined,
    },
  },
  fees,
  firstDay: "2026-11-01" as BusinessDay,
  lastDay: "2026-11-30" as BusinessDay,
  isWhole: false,
  until: day,
  invoice: invoiceOf(parts, 600),
  seller: { title: "Countersign", taxNo: "91310000MA00000002", taxRate: 600 },
};
const bare: MonthView = {
  ...monthView,
  number: { merchant: teaHouse, enterprise: undefined },
  isWhole: true,
  invoice: invoiceOf(parts, undefined),
  seller: { title: "Countersign" },
};

function at(section: Section, body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="console" who={atConsole} section={section} title="Statements">
      {body(frame.lang)}
    </DeskLayout>
  );
}

function atDesk(body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="ops" who={atOps} section="issued_statements" title="Statements">
      {body(frame.lang)}
    </DeskLayout>
  );
}

/** Of a number's statements and fees, and of the institution's view of them. */
export const statementLooks: Looks = {
  "console/statements": at(
    "statements",
    (lang) => <StatementList lang={lang} role={atConsole.role} view={view} />,
  ),
  "console/statements/none": at(
    "statements",
    (lang) => <StatementList lang={lang} role={viewer.role} view={none} />,
  ),
  "console/statements/rolled-up": at("statements", (lang) => (
    <StatementList
      lang={lang}
      role={atConsole.role}
      view={{ ...none, scope: "rolled_up", hasRolledUp: true }}
      saved
    />
  )),
  "console/statements/wrong-key": at("statements", (lang) => (
    <StatementList
      lang={lang}
      role={atConsole.role}
      view={view}
      typed="shop name"
      formError="metadata_key_wrong"
    />
  )),
  "console/statement": at(
    "statements",
    (lang) => <StatementPage lang={lang} statement={statement} mayExport />,
  ),
  "console/statement/quiet": at(
    "statements",
    (lang) => (
      <StatementPage lang={lang} statement={{ ...statement, totals: {} }} mayExport={false} />
    ),
  ),
  "console/fee": at("orders", (lang) => <FeePage lang={lang} view={feeView} />),
  "console/fee/none": at("orders", (lang) => (
    <FeePage
      lang={lang}
      view={{ ...feeView, fee: undefined, returned: undefined, explained: undefined }}
    />
  )),
  "console/fee/unexplained": at("orders", (lang) => (
    <FeePage
      lang={lang}
      view={{ ...feeView, fee: feeView.fee ?? noFee, returned: undefined, explained: undefined }}
    />
  )),
  "console/fees": at("fees", (lang) => <MonthList lang={lang} months={[fees]} />),
  "console/fees/none": at("fees", (lang) => <MonthList lang={lang} months={[]} />),
  "console/fees/month": at("fees", (lang) => <MonthPage lang={lang} view={monthView} mayExport />),
  "console/fees/bare": at(
    "fees",
    (lang) => <MonthPage lang={lang} view={bare} mayExport={false} />,
  ),
  "ops/statements": atDesk((lang) => (
    <IssuedDays
      lang={lang}
      mode="live"
      days={[
        { day, statements: 212, ...sums },
        { day: earlier, statements: 212, ...sums, lines: 0, net: cny(0), fee: cny(0) },
      ]}
      next={earlier}
      mayExport
    />
  )),
  "ops/statements/none": atDesk((lang) => (
    <IssuedDays lang={lang} mode="test" days={[]} next={undefined} mayExport={false} />
  )),
};
