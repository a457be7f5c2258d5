import type { Child } from "hono/jsx";
import {
  type Difference,
  type DifferenceReason,
  type OpenDifference,
} from "../../core/difference/difference.ts";
import { cny } from "../../core/money.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import type { ShownLine } from "../../core/reconciliation/reconciliation_store.ts";
import { merchantNo } from "../../core/id.ts";
import type { RefusedFile } from "../../core/channel_file/channel_file.ts";
import { after, type BusinessDay, days, hours } from "../../core/time.ts";
import { DayPage } from "../../views/reconciliation/day_page.tsx";
import { DifferenceListPage } from "../../views/reconciliation/difference_list.tsx";
import { DifferencePage } from "../../views/reconciliation/difference_page.tsx";
import type { DifferenceProps } from "../../views/reconciliation/difference_props.ts";
import { FilePage } from "../../views/reconciliation/file_page.tsx";
import { QuietDayForm } from "../../views/reconciliation/quiet_day_form.tsx";
import { UploadPage } from "../../views/reconciliation/upload_page.tsx";
import { DeskLayout } from "../../views/staff/desk.tsx";
import type { Section } from "../../views/staff/places.ts";
import type { Lang } from "../../views/words.ts";
import { counts, day, file, view } from "./reconciled_day.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atOps, owner } from "./staff_people.ts";

const ULID = "01KAG8M0000000000000000001";
const names = new Map([[owner.staffId, "Test Operator"]]);

function at(section: Section, title: string, body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="ops" who={atOps} section={section} title={title}>
      {body(frame.lang)}
    </DeskLayout>
  );
}

const open: OpenDifference = {
  differenceId: `dif_${ULID}`,
  fileId: file.fileId,
  lineNo: 12,
  subjectId: `pay_${ULID}`,
  merchantNo: teaHouse.merchantNo,
  clearingDay: day,
  reason: "differing",
  differs: ["amount", "fee"],
  theirs: cny(8_801),
  ours: cny(8_800),
  corrected: cny(0),
  finding: 1,
  owner: owner.staffId,
  dueAt: after(START, days(3)),
  foundAt: START,
  comments: 2,
  version: 4,
  state: "open",
};
const late: Difference = {
  ...open,
  differenceId: "dif_01KAG8M0000000000000000002",
  subjectId: undefined,
  merchantNo: undefined,
  reason: "missing_here",
  differs: [],
  theirs: cny(12_800_000),
  ours: cny(0),
  dueAt: START,
};
const settled: Difference = {
  ...open,
  corrected: cny(1),
  state: "settled",
  endedAt: after(START, hours(5)),
  way: "corrected",
  why: "渠道来函 2026-118，多清算一分",
};
const resolved: Difference = { ...open, state: "resolved", endedAt: after(START, hours(5)) };
const waiting: Proposal = {
  proposalId: `prp_${ULID}`,
  merchantNo: teaHouse.merchantNo,
  act: {
    kind: "settle_difference",
    of: open.differenceId,
    way: "corrected",
    why: "渠道来函 2026-118，多清算一分",
    finding: 1,
    left: 1,
  },
  sealed: undefined,
  digest: "",
  proposedBy: "stf_01KAG8M0000000000000000009",
  proposedAt: START,
  expiresAt: after(START, hours(168)),
  version: 1,
  state: "waiting",
};
const shown: Omit<DifferenceProps, "lang"> = {
  difference: open,
  fileName: file.name,
  comments: [
    { text: "已问渠道，等回函。", by: owner.staffId, at: after(START, hours(1)) },
    {
      text: "The bank says the letter is on its way.",
      by: owner.staffId,
      at: after(START, hours(4)),
    },
  ],
  names,
  proposals: [],
  who: { ...atOps, staffId: owner.staffId },
  now: after(START, hours(5)),
};
const one = (given: Partial<DifferenceProps>) =>
  at("differences", "Difference", (lang) => <DifferencePage lang={lang} {...shown} {...given} />);

const list = {
  state: "open",
  filter: { day },
  list: { differences: [late, open], next: { dueAt: open.dueAt, id: open.differenceId } },
  now: after(START, hours(5)),
  mayExport: true,
} as const;

const matched: ShownLine = {
  lineNo: 11,
  merchantNo: teaHouse.merchantNo,
  orderNo: ULID,
  txnNo: "202611201402031906248",
  traceTime: "1120140203",
  traceNo: "190624",
  direction: "in",
  cardType: "debit",
  amount: cny(8_800),
  fee: cny(53),
  net: cny(8_747),
  state: "matched",
  subjectId: `pay_${ULID}`,
  differs: [],
};
const lines: readonly ShownLine[] = [
  matched,
  { ...matched, lineNo: 12, amount: cny(8_801), state: "differing", differs: ["amount", "fee"] },
  {
    ...matched,
    lineNo: 13,
    orderNo: "OF-NOBODY",
    state: "missing_here",
    subjectId: undefined,
    differs: [],
  },
  {
    ...matched,
    lineNo: 14,
    direction: "out",
    amount: cny(128_000),
    fee: cny(-53),
    net: cny(-127_947),
  },
];
const aFile = { file, counts, state: undefined, lines, next: 14, mayExport: true } as const;
const otherReasons = keysOf<Exclude<DifferenceReason, "differing">>({
  missing_here: true,
  missing_there: true,
  overcorrected: true,
});

const refusedFile: RefusedFile = {
  merchantNo: merchantNo("898210154110002"),
  day: "2026-11-18" as BusinessDay,
  name: "898210154110002_20261118.zip",
  refusal: {
    code: "wrong_width",
    file: "INN26111888ZM_898210154110002",
    line: 3,
    column: 411,
    detail: "expected 731 bytes, found 412",
  },
};

export const reconciliationLooks: Looks = {
  "ops/reconciliation": at(
    "reconciliation",
    "Reconciliation",
    (lang) => <DayPage lang={lang} view={view} mayWrite />,
  ),
  "ops/reconciliation/refused": at(
    "reconciliation",
    "Reconciliation",
    (lang) => <DayPage lang={lang} view={{ ...view, refused: [refusedFile] }} mayWrite />,
  ),
  "ops/reconciliation/against_summary": at(
    "reconciliation",
    "Reconciliation",
    (lang) => <DayPage lang={lang} view={{ ...view, againstSummary: [file] }} mayWrite />,
  ),
  "ops/reconciliation/nothing": at("reconciliation", "Reconciliation", (lang) => (
    <DayPage
      lang={lang}
      view={{
        ...view,
        expected: 0,
        kinds: [],
        files: [],
        quiet: [],
        differences: { open: 0, settled: 0, resolved: 0, missingThere: 0 },
      }}
      mayWrite={false}
    />
  )),
  "ops/differences": at(
    "differences",
    "Differences",
    (lang) => <DifferenceListPage lang={lang} {...list} />,
  ),
  "ops/differences/none": at("differences", "Differences", (lang) => (
    <DifferenceListPage
      lang={lang}
      {...list}
      list={{ differences: [], next: undefined }}
      mayExport={false}
    />
  )),
  "ops/differences/too_many": at(
    "differences",
    "Differences",
    (lang) => <DifferenceListPage lang={lang} {...list} formError="too_many" />,
  ),
  "ops/difference/open": one({}),
  "ops/difference/waiting": one({ proposals: [waiting] }),
  "ops/difference/look_only": one({ who: { ...atOps, role: "support" }, comments: [] }),
  "ops/difference/settled": one({ difference: settled }),
  "ops/difference/resolved": one({ difference: resolved }),
  ...looksOf("ops/difference", otherReasons, (reason) =>
    one({
      difference: {
        ...open,
        reason,
        differs: [],
        ...(reason === "missing_here" ? { subjectId: undefined, merchantNo: undefined } : {}),
        ...(reason === "overcorrected" ? { corrected: cny(1), theirs: open.ours } : {}),
      } as OpenDifference,
      fileName: file.name,
    })),
  ...looksOf(
    "ops/difference/returned",
    [
      "way_missing",
      "why_missing",
      "text_flawed",
      "difference_over",
      "difference_changed",
      "nothing_to_correct",
      "proposals_too_many",
    ] as const,
    (formError) => one({ formError, typed: { way: "explained", why: "" } }),
  ),
  ...looksOf(
    "ops/difference/comment",
    ["comment_missing", "comments_too_many"] as const,
    (formError) => one({ formError, typedComment: "" }),
  ),
  "ops/statement_file": at(
    "reconciliation",
    file.name,
    (lang) => <FilePage lang={lang} {...aFile} />,
  ),
  "ops/statement_file/differing": at(
    "reconciliation",
    file.name,
    (lang) => <FilePage lang={lang} {...aFile} state="differing" lines={[]} next={undefined} />,
  ),
  "ops/statement_file/summary": at("reconciliation", file.name, (lang) => (
    <FilePage
      lang={lang}
      {...aFile}
      file={{ ...file, kind: "summary", name: `RD201026112001_${teaHouse.merchantNo}` }}
      lines={[]}
    />
  )),
  "ops/statement_file/too_many": at(
    "reconciliation",
    file.name,
    (lang) => <FilePage lang={lang} {...aFile} formError="too_many" />,
  ),
  "ops/upload": at(
    "reconciliation",
    "Import",
    (lang) => <UploadPage lang={lang} most="8 MiB" />,
  ),
  "ops/upload/flaw": at("reconciliation", "Import", (lang) => (
    <UploadPage
      lang={lang}
      most="8 MiB"
      flaw={{
        file: file.name,
        line: 3,
        column: 45,
        code: "wrong_value",
        detail: 'expected 12 digits, found "0000000880O0"',
      }}
    />
  )),
  ...looksOf(
    "ops/upload",
    ["file_missing", "file_already_imported"] as const,
    (formError) =>
      at(
        "reconciliation",
        "Import",
        (lang) => <UploadPage lang={lang} most="8 MiB" formError={formError} />,
      ),
  ),
  "ops/quiet_day": at(
    "reconciliation",
    "No transactions",
    (lang) => <QuietDayForm lang={lang} merchantNo="898210154110002" day={day} />,
  ),
  ...looksOf(
    "ops/quiet_day",
    ["why_missing", "number_unknown", "day_not_over", "file_is_there", "already_declared"] as const,
    (formError) =>
      at("reconciliation", "No transactions", (lang) => (
        <QuietDayForm
          lang={lang}
          merchantNo="898210154110002"
          day={day}
          formError={formError}
          typed="渠道客服确认"
        />
      )),
  ),
};
