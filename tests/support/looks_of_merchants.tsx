import type { EnterpriseView } from "../../core/desk/view_enterprise.ts";
import type { MerchantView } from "../../core/desk/view_merchant.ts";
import type { Enterprise } from "../../core/enterprise/enterprise.ts";
import type { MerchantOfEnterprise } from "../../core/merchant/merchant_store.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { allScopes } from "../../core/merchant/merchant_key.ts";
import type { MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { after, type BusinessDay, days, hours, minutes } from "../../core/time.ts";
import { EnterprisePage } from "../../views/ops/enterprise_page.tsx";
import type { EnterpriseFormError } from "../../views/ops/enterprise_words.ts";
import type { MerchantFormError } from "../../views/ops/merchant_copy.ts";
import { MerchantList } from "../../views/ops/merchant_list.tsx";
import { MerchantPage } from "../../views/ops/merchant_page.tsx";
import { StandingForm } from "../../views/ops/standing_form.tsx";
import { StopForm } from "../../views/ops/stop_form.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { application, applicationLooks, at, openedNo, parentNo } from "./looks_of_applications.tsx";

const live: Merchant = { ...teaHouse, mode: "live", merchantNo: openedNo, name: application.name };
const suspended: Merchant = {
  ...live,
  state: "suspended",
  reason: "风险排查：退款突然增多",
  suspendedAt: after(START, hours(3)),
};
const closed: Merchant = {
  ...live,
  state: "closed",
  reason: "停业",
  closedAt: after(START, hours(3)),
};
const enterprise = {
  enterpriseId: "ent_01KAG8M0000000000000000001",
  licenceNo: application.licenceNo,
  name: application.legalName,
  createdAt: START,
  version: 1,
  stop: undefined,
} as const;
const listed: readonly MerchantOfEnterprise[] = [
  { merchant: live, enterprise },
  { merchant: { ...suspended, merchantNo: "990100000000043" as MerchantNo }, enterprise },
  { merchant: { ...teaHouse, name: "Breeze Teahouse" }, enterprise: undefined },
];
const nothing = { count: 0, sum: cny(0) };
const bare: MerchantView = {
  merchant: teaHouse,
  enterprise: undefined,
  above: [],
  children: [],
  hasMoreChildren: false,
  keys: [],
  account: undefined,
  agreements: [],
  endpoints: [],
  today: { orders: nothing, paid: nothing, refunds: nothing, deductions: nothing },
};
const agreement = {
  agreementId: "agr_01KAG8M0000000000000000001",
  agreementNo: "GX-2026-014",
  parentNo,
  covers: "all_below",
  firstDay: "2026-12-01" as BusinessDay,
  lastDay: "2027-11-30" as BusinessDay,
  sharesContracts: true,
  parentMay: [],
  state: "in_force",
  agreedAt: START,
  version: 1,
} as const;
const key = {
  kid: "key_01KAG8M0000000000000000001",
  merchantNo: openedNo,
  alg: "EdDSA",
  jwk: "{}",
  state: "active",
  notBefore: START,
  retireAt: undefined,
  scopes: allScopes,
  lastSignedAt: after(START, days(1)),
  createdAt: START,
  version: 1,
} as const;
const endpoint = {
  endpointId: "whe_01KAG8M0000000000000000001",
  merchantNo: openedNo,
  url: "https://shop.example/hooks/a/very/long/path/that/goes/on/and/on",
  eventTypes: [],
  merchantNos: [],
  state: "enabled",
  failingSince: after(START, minutes(5)),
  failuresInRow: 7,
  disabledReason: undefined,
  createdAt: START,
  version: 1,
  secrets: [],
} as const;
const full: MerchantView = {
  merchant: live,
  enterprise,
  above: [teaHouse, { ...teaHouse, name: "总店" }],
  children: listed,
  hasMoreChildren: true,
  keys: [key, {
    ...key,
    kid: "key_01KAG8M0000000000000000002",
    state: "revoked",
    lastSignedAt: undefined,
  }],
  account: {
    accountId: "sac_01KAG8M0000000000000000001",
    merchantNo: openedNo,
    masked: application.masked.account,
    accountDigest: undefined,
    sealed: "",
    state: "in_force",
    inForceFrom: START,
    version: 1,
  },
  agreements: [agreement, {
    ...agreement,
    agreementId: "agr_01KAG8M0000000000000000002",
    state: "withdrawn",
  }],
  endpoints: [endpoint],
  today: {
    orders: { count: 5_001, sum: cny(1_234_567_800) },
    paid: { count: 4_210, sum: cny(987_654_321) },
    refunds: { count: 12, sum: cny(30_000) },
    deductions: { count: 1, sum: cny(990) },
  },
};

function merchant(view: MerchantView, may = true): Look {
  const mays = {
    mayWrite: may,
    mayPropose: may,
    mayReadComplaints: may,
    mayRecordComplaints: may,
    mayReadBooks: may,
    mayReadSettlements: may,
  };
  return at("merchants", "Merchant", (lang) => <MerchantPage lang={lang} view={view} {...mays} />);
}

function list(given: Partial<Parameters<typeof MerchantList>[0]>): Look {
  return at("merchants", "Merchants", (lang) => (
    <MerchantList
      lang={lang}
      text=""
      parentNo={undefined}
      merchants={listed}
      next={undefined}
      {...given}
    />
  ));
}

function standing(merchant: Merchant, formError?: MerchantFormError): Look {
  return at(
    "merchants",
    "Standing",
    (lang) => <StandingForm lang={lang} merchant={merchant} formError={formError} typed="!" />,
  );
}

const figure = (count: number, fen: number) => ({ count, sum: cny(fen) });
const view: EnterpriseView = {
  enterprise,
  complaints: { received: 12, open: 4 },
  period: { first: "2026-10-22" as BusinessDay, last: "2026-11-20" as BusinessDay },
  numbers: [
    {
      merchant: live,
      month: {
        merchantNo: openedNo,
        paid: figure(12_345, 1_234_567_890),
        deducted: figure(678, 9_876_543),
        refunded: figure(901, 98_765_432),
        unclear: 3,
        complaints: 12,
        complaintsOpen: 4,
      },
    },
    {
      merchant: suspended,
      month: {
        merchantNo: openedNo,
        paid: figure(0, 0),
        deducted: figure(0, 0),
        refunded: figure(0, 0),
        unclear: 0,
        complaints: 0,
        complaintsOpen: 0,
      },
    },
  ],
  next: openedNo,
  shared: [
    {
      kind: "account",
      masked: "3445",
      licenceNo: "91000000MA0000000N",
      name: "青瓷餐饮有限公司",
      blocked: false,
    },
    {
      kind: "phone",
      masked: "199****0001",
      licenceNo: "91000000MA0000000N",
      name: "青瓷餐饮有限公司",
      blocked: true,
    },
  ],
};
const stop = { at: after(START, hours(3)), reason: "风险排查：退款突然增多", merchantNos: [] };
const stopped = { ...enterprise, stop };

function seen(view: EnterpriseView, may = true, formError?: EnterpriseFormError): Look {
  const mays = { mayExport: may, mayStop: may, mayReadComplaints: may, mayReadBlocks: may };
  return at(
    "merchants",
    "Enterprise",
    (lang) => <EnterprisePage lang={lang} view={view} {...mays} formError={formError} />,
  );
}

function stopForm(enterprise: Enterprise, formError?: EnterpriseFormError): Look {
  return at(
    "merchants",
    "Stop",
    (lang) => <StopForm lang={lang} enterprise={enterprise} formError={formError} typed="!" />,
  );
}

const stopErrors = keysOf<EnterpriseFormError>({
  reason_missing: true,
  text_flawed: true,
  changed: true,
  too_large: true,
  table_too_large: true,
});

/** Every look of the desk's pages about merchants and those who apply. */
export const merchantLooks: Looks = {
  ...applicationLooks,
  "ops/merchants/all": list({ next: openedNo }),
  "ops/merchants/below": list({ parentNo }),
  "ops/merchants/none": list({ text: "茶", merchants: [] }),
  "ops/merchant/full": merchant(full),
  "ops/merchant/bare": merchant(bare),
  "ops/merchant/suspended": merchant({ ...full, merchant: suspended }),
  "ops/merchant/closed": merchant({ ...bare, merchant: closed }),
  "ops/merchant/look_only": merchant(full, false),
  "ops/merchant/suspend": standing(live),
  "ops/merchant/resume": standing(suspended),
  "ops/merchant/returned": standing(live, "standing_reason_missing"),
  "ops/enterprise/full": seen(view),
  "ops/enterprise/stopped": seen({ ...view, enterprise: stopped, next: undefined }),
  "ops/enterprise/look_only": seen({ ...view, shared: [] }, false),
  "ops/enterprise/refused": seen(view, true, "table_too_large"),
  "ops/enterprise/stop": stopForm(enterprise),
  "ops/enterprise/resume": stopForm(stopped),
  ...looksOf("ops/enterprise/returned", stopErrors, (formError) => stopForm(enterprise, formError)),
};
