import type { Application, ApplicationState } from "../../core/application/application.ts";
import { merchantNo } from "../../core/id.ts";
import type { Merchant, MerchantState } from "../../core/merchant/merchant.ts";
import type { SharingAgreement } from "../../core/sharing/sharing_agreement.ts";
import { after, type BusinessDay, hours } from "../../core/time.ts";
import { AgreementsPage } from "../../views/console/children/agreements_page.tsx";
import { applicationColumns } from "../../views/console/children/application_columns.tsx";
import { ApplicationPage } from "../../views/console/children/application_page.tsx";
import { childColumns } from "../../views/console/children/child_columns.tsx";
import { ChildPage } from "../../views/console/children/child_page.tsx";
import { childWords } from "../../views/console/children/child_words.ts";
import { NewChildPage } from "../../views/console/children/new_child_page.tsx";
import { OpenedChildPage } from "../../views/console/children/opened_child_page.tsx";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Looks, looksOf } from "./look.ts";
import { atConsole, live } from "./staff_people.ts";
import { drawnList } from "./drawn_list.ts";
import { contact, enterprise, liveHouse, settings } from "./own_number_page.tsx";

const standing: Readonly<Record<MerchantState, Merchant>> = {
  active: { ...liveHouse, name: "青瓷茶舍运河店（拱宸桥旗舰店）", reference: "canal-01" },
  suspended: { ...liveHouse, name: "城西店", state: "suspended", reason: "", suspendedAt: START },
  closed: {
    ...liveHouse,
    name: "档口",
    products: [],
    state: "closed",
    reason: "",
    closedAt: START,
  },
};
const children = Object.values(standing).map((merchant, n) => ({
  merchant: {
    ...merchant,
    merchantNo: merchantNo(`88800000000001${n}`),
    parentNo: teaHouse.merchantNo,
  },
  enterprise,
}));
const [child = { merchant: liveHouse, enterprise }] = children;
const agreement: SharingAgreement = {
  agreementId: "agr_01KAG8M0000000000000000001",
  agreementNo: "GX-2026-014",
  parentNo: teaHouse.merchantNo,
  covers: "children",
  firstDay: "2026-01-01" as BusinessDay,
  lastDay: "2027-12-31" as BusinessDay,
  sharesContracts: true,
  parentMay: ["create", "refund"],
  state: "in_force",
  agreedAt: START,
  version: 1,
};
const agreements = [agreement, {
  ...agreement,
  agreementNo: "GX-2025-003",
  state: "withdrawn" as const,
}];
const childPage = {
  who: live,
  child,
  parent: liveHouse,
  isOpen: true,
  agreements,
  typed: { name: child.merchant.name, products: child.merchant.products },
  settings,
  saved: false,
  settingsProblems: {},
};

const applicationStates = keysOf<ApplicationState>({
  submitted: true,
  approved: true,
  rejected: true,
});
const application = (state: ApplicationState, n: number): Application => ({
  applicationId: `apl_01KAG8M000000000000000000${n}`,
  version: n + 1,
  parentNo: teaHouse.merchantNo,
  reference: `canal-0${n}`,
  name: "青瓷茶舍运河店",
  licenceNo: enterprise.licenceNo,
  legalName: enterprise.name,
  products: ["cashier", "contract"],
  returnUrls: ["https://canal.example.com/paid"],
  embedOrigins: [],
  agreementDigest: "a".repeat(64),
  app: n === 0 ? { name: "运河小程序", agreementDigest: "b".repeat(64) } : undefined,
  masked: { contact, account: { bank: "江湾银行", lastFour: "3445", holder: "运******司" } },
  sealed: "",
  formDigest: "",
  phoneDigest: undefined,
  state,
  rejectionReason: state === "rejected" ? "执照照片看不清，请重新扫描后再交" : undefined,
  merchantNo: state === "approved" ? child.merchant.merchantNo : undefined,
  submittedAt: START,
  filedBy: undefined,
  decidedBy: undefined,
  decidedAt: state === "submitted" ? undefined : after(START, hours(20)),
});
const applications = applicationStates.map(application);
const newChild = {
  settings: { return_urls: "", app_schemes: "", embed_origins: "" },
  problems: {},
  settingsProblems: {},
};
const form = new URLSearchParams({
  name: "运河店",
  reference: "canal-01",
  licence_no: "91000000MA000000",
  contact_phone: "12",
});

const childList = (lang: Lang) => {
  const w = childWords(lang);
  return { ...w, section: "children", options: w.states, columns: childColumns(lang) } as const;
};
const applicationList = (lang: Lang) => {
  const w = childWords(lang);
  return {
    section: "applications",
    title: w.applicationsTitle,
    none: w.applicationsNone,
    options: w.applicationStates,
    columns: applicationColumns(lang),
  } as const;
};

/** Every look of what is below a number. */
export const childLooks: Looks = {
  "console/children": drawnList(
    "children",
    children,
    (lang) => ({ ...childList(lang), add: childWords(lang).add }),
  ),
  "console/children/none": drawnList("children", [], childList),
  "console/child": (frame) => <ChildPage frame={frame} {...childPage} />,
  "console/child/test": (frame) => (
    <ChildPage
      frame={frame}
      {...childPage}
      who={atConsole}
      child={{ merchant: { ...child.merchant, mode: "test" }, enterprise: undefined }}
      isOpen={false}
      agreements={[]}
      saved
    />
  ),
  "console/child/wrong": (frame) => (
    <ChildPage
      frame={frame}
      {...childPage}
      problem="products_below_children"
      settingsProblems={{ return_urls: { kind: "many", max: 20 } }}
    />
  ),
  "console/child/closed": (frame) => (
    <ChildPage frame={frame} {...childPage} child={children[2] ?? child} agreements={undefined} />
  ),
  "console/new_child": (frame) => (
    <NewChildPage
      frame={frame}
      who={atConsole}
      parent={teaHouse}
      typed={new URLSearchParams()}
      {...newChild}
    />
  ),
  "console/new_child/live": (frame) => (
    <NewChildPage
      frame={frame}
      who={live}
      parent={liveHouse}
      typed={new URLSearchParams()}
      {...newChild}
    />
  ),
  "console/new_child/wrong": (frame) => (
    <NewChildPage
      frame={frame}
      who={live}
      parent={liveHouse}
      typed={form}
      {...newChild}
      problems={{ licence_no: true, contact_phone: true, bank: true, agreement_digest: true }}
      settingsProblems={{ embed_origins: { kind: "origin", line: "shop" } }}
    />
  ),
  "console/new_child/opened": (frame) => (
    <OpenedChildPage
      frame={frame}
      who={atConsole}
      child={child.merchant}
      secretKey={`sk_test_${"k7m3".repeat(10)}`}
    />
  ),
  "console/new_child/there": (frame) => (
    <OpenedChildPage frame={frame} who={atConsole} child={child.merchant} secretKey={undefined} />
  ),
  "console/applications": drawnList("applications", applications, applicationList),
  "console/applications/none": drawnList("applications", [], applicationList),
  ...looksOf("console/application", applicationStates, (state) => (frame) => (
    <ApplicationPage
      frame={frame}
      who={live}
      application={applications.find((each) => each.state === state) ?? application(state, 0)}
    />
  )),
  "console/agreements": (frame) => (
    <AgreementsPage frame={frame} who={live} agreements={agreements} />
  ),
  "console/agreements/none": (frame) => <AgreementsPage frame={frame} who={live} agreements={[]} />,
};
