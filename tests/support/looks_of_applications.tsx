import type { Child } from "hono/jsx";
import type { AppApplication } from "../../core/app/app_application.ts";
import type { Application } from "../../core/application/application.ts";
import { merchantNo } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { after, hours } from "../../core/time.ts";
import { AppReview } from "../../views/ops/app_review.tsx";
import { ApplicationReview } from "../../views/ops/application_review.tsx";
import type { MerchantFormError } from "../../views/ops/merchant_copy.ts";
import { ApplicationRow, AppRow, Queue } from "../../views/ops/queues.tsx";
import { RootApplication, rootFields } from "../../views/ops/root_application.tsx";
import { type RootProblem, rootWords } from "../../views/ops/root_words.ts";
import { DeskLayout } from "../../views/staff/desk.tsx";
import type { Section } from "../../views/staff/places.ts";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atOps as who, owner } from "./staff_people.ts";

export const parentNo = teaHouse.merchantNo;
export const openedNo = merchantNo("990100000000042");

export const application: Application = {
  applicationId: "apl_01KAG8M0000000000000000001",
  version: 2,
  parentNo,
  reference: "canal",
  name: "青瓷茶舍运河店（拱宸桥旗舰店）",
  licenceNo: "91000000MA0000001R",
  legalName: "运河餐饮管理有限公司",
  products: ["cashier", "static_code", "contract"],
  returnUrls: ["https://canal.example.com/orders/paid"],
  embedOrigins: [],
  agreementDigest: "a".repeat(64),
  app: { name: "运河小程序", agreementDigest: "b".repeat(64) },
  masked: {
    contact: { name: "柳*", phone: "199****0001" },
    account: { bank: "江湾银行", lastFour: "3445", holder: "运******司" },
  },
  sealed: "",
  formDigest: "",
  phoneDigest: undefined,
  state: "submitted",
  rejectionReason: undefined,
  merchantNo: undefined,
  submittedAt: START,
  decidedAt: undefined,
  filedBy: undefined,
  decidedBy: undefined,
};
const filed: Application = {
  ...application,
  version: 1,
  parentNo: undefined,
  filedBy: who.staffId,
  app: undefined,
};
const decidedAt = after(START, hours(2));
const rejected = {
  ...application,
  state: "rejected",
  rejectionReason: "执照看不清",
  decidedAt,
} as const;
const approved = { ...application, state: "approved", merchantNo: openedNo, decidedAt } as const;

const decidedAs = { decidedAt, decidedBy: owner.staffId } as const;
const typedRoot = new URLSearchParams([
  ["reference", "HT-2026-11"],
  ["name", application.name],
  ["licence_no", application.licenceNo],
  ["legal_name", application.legalName],
  ["products", "cashier"],
  ["return_urls", application.returnUrls.join("\n")],
  ["agreement_digest", application.agreementDigest],
  ["contact_phone", "199"],
]);
const rootProblems = keysOf<RootProblem>({
  application_pending: true,
  licence_no_wrong: true,
  return_url_not_allowed: true,
});

function root(given: Omit<Parameters<typeof RootApplication>[0], "lang">): Look {
  return at("home", "Application", (lang) => <RootApplication lang={lang} {...given} />);
}

const changes = [
  { field: "name", before: "运河店", after: application.name },
  { field: "embed_origins", before: '["https://canal.example.com"]', after: "" },
  { field: "settlement_account.account_no", before: "…3445", after: "…3445" },
];

const errors = keysOf<MerchantFormError>({
  reason_missing: true,
  look_reason_missing: true,
  standing_reason_missing: true,
  text_flawed: true,
  changed: true,
  enterprise_stopped: true,
  not_opened: true,
  second_person_needed: true,
  name: true,
  mail: true,
  somebody_there: true,
});

/** A page of the desk. */
export function at(section: Section, title: string, body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="ops" who={who} section={section} title={title}>
      {body(frame.lang)}
    </DeskLayout>
  );
}

function review(given: Partial<Parameters<typeof ApplicationReview>[0]>): Look {
  return at("home", "Application", (lang) => (
    <ApplicationReview
      lang={lang}
      application={application}
      parentName={teaHouse.name}
      changes={undefined}
      mayDecide
      mayLook
      awaitsOwner={false}
      {...given}
    />
  ));
}

const ofApp: AppApplication = {
  applicationId: "apa_01KAG8M0000000000000000001",
  version: 2,
  merchantNo: openedNo,
  reference: "mini-1",
  name: "运河小程序 Canal mini program",
  agreementDigest: "b".repeat(64),
  state: "submitted",
  rejectionReason: undefined,
  appId: undefined,
  submittedAt: START,
  decidedAt: undefined,
};
const appErrors = ["reason_missing", "text_flawed", "changed", "app_not_granted"] as const;

function reviewApp(given: Partial<Parameters<typeof AppReview>[0]>): Look {
  return at("home", "Application", (lang) => (
    <AppReview
      lang={lang}
      application={ofApp}
      merchantName={application.name}
      changes={undefined}
      mayDecide
      {...given}
    />
  ));
}

/** Every look of an application for a live number, and of the form by which one is filed. */
export const applicationLooks: Looks = {
  "ops/app_application/first": reviewApp({}),
  "ops/app_application/changed": reviewApp({
    changes: [{ field: "name", before: "运河", after: ofApp.name }],
  }),
  "ops/app_application/look_only": reviewApp({ mayDecide: false }),
  "ops/app_application/rejected": reviewApp({
    application: { ...ofApp, state: "rejected", rejectionReason: "协议没有盖章", decidedAt },
  }),
  "ops/app_application/approved": reviewApp({
    application: {
      ...ofApp,
      state: "approved",
      appId: "app_01KAG8M0000000000000000001",
      decidedAt,
    },
  }),
  ...looksOf(
    "ops/app_application/returned",
    appErrors,
    (formError) => reviewApp({ formError, typedReason: "!" }),
  ),
  "ops/queue/applications": at(
    "home",
    "Queue",
    (lang) => (
      <Queue lang={lang} queue="applications" next={undefined}>
        {[
          <ApplicationRow key="row" lang={lang} now={after(START, hours(30))} item={application} />,
          <AppRow key="app" lang={lang} now={after(START, hours(9))} item={ofApp} />,
          <ApplicationRow key="filed" lang={lang} now={after(START, hours(3))} item={filed} />,
        ]}
      </Queue>
    ),
  ),
  "ops/queue/applications/may_file": at(
    "home",
    "Queue",
    (lang) => (
      <Queue
        lang={lang}
        queue="applications"
        next={undefined}
        act={{ href: paths.opsRootApplication(), text: rootWords(lang).title }}
      >
        {[]}
      </Queue>
    ),
  ),
  "ops/application/filed": review({ application: filed, filer: "李四" }),
  "ops/application/filed_here": review({ application: filed, filer: "张三", isOwn: true }),
  "ops/application/filed_rejected": review({
    application: { ...filed, ...decidedAs, state: "rejected", rejectionReason: "执照看不清" },
    filer: "张三",
    isOwn: true,
  }),
  "ops/root_application": root({ typed: new URLSearchParams() }),
  ...looksOf(
    "ops/root_application/wrong",
    rootFields,
    (field) => root({ typed: typedRoot, field }),
  ),
  ...looksOf(
    "ops/root_application/refused",
    rootProblems,
    (problem) => root({ typed: typedRoot, field: "reference", problem }),
  ),
  "ops/application/first": review({}),
  "ops/application/changed": review({ changes }),
  "ops/application/look_only": review({ mayDecide: false, mayLook: false }),
  "ops/application/unmasked": review({
    unmasked: { field: "account_no", value: "990000112233445" },
  }),
  "ops/application/rejected": review({ application: rejected }),
  "ops/application/approved": review({ application: approved }),
  "ops/application/awaits_owner": review({ application: approved, awaitsOwner: true }),
  ...looksOf("ops/application/returned", errors, (formError) =>
    review({
      formError,
      typed: { reason: "!", name: "李四", mail: "li" },
      ...(formError === "name" || formError === "mail"
        ? { application: approved, awaitsOwner: true }
        : {}),
    })),
};
