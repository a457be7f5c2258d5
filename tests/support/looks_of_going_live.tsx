import { type Check, checkNames, type GoingLive } from "../../core/connection/going_live.ts";
import type { Connection, Credential } from "../../core/connection/connection.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import { GoingLivePage } from "../../views/ops/going_live.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import type { Look, Looks } from "./look.ts";
import { at, openedNo } from "./looks_of_applications.tsx";

const live: Merchant = { ...teaHouse, mode: "live", merchantNo: openedNo, channel: "unionpay" };
const connection: Connection = {
  merchantNo: openedNo,
  credential: "main",
  merId: "777290058110097",
  access: { type: "merchant" },
  openApp: "0123456789abcdef0123456789abcdef",
};
const credential: Credential = {
  name: "main",
  mode: "live",
  gatewayUrl: "https://gateway.95516.com",
  roots: "",
  sealedKeys: "",
  endsAt: START,
  version: 1,
};
const details: Partial<Record<Check["name"], string>> = {
  connected: "777290058110097",
  keys: "69903319369 (2031-11-26T00:00:00.000Z)",
  addresses: "https://pay.example.com",
  permissions: "in_app_control, cashier, screen_code, contract",
  gateway: "11 验证签名失败[9100004]",
  clock: "2 s",
};

function view(verdictOf: (name: Check["name"]) => Check["verdict"]): GoingLive {
  const notices = `https://pay.example.com/notify/unionpay/${openedNo}`;
  return {
    merchant: { ...live, onTrial: true },
    connection,
    credential,
    addresses: {
      notices,
      contracts: `${notices}/contracts`,
      returns: "https://pay.example.com/return/unionpay",
    },
    checks: checkNames.map((name) => ({
      name,
      verdict: verdictOf(name),
      detail: details[name],
    })),
    trial: undefined,
    trialPaid: false,
    samples: [],
    maySwitchOn: false,
  };
}

function look(given: GoingLive, mayWrite = true, notReady = false): Look {
  return at(
    "merchants",
    "Going live",
    (lang) => <GoingLivePage lang={lang} view={given} mayWrite={mayWrite} notReady={notReady} />,
  );
}

const untried = view(() => "untried");
const tried = {
  ...view((name) => name === "gateway" ? "wrong" : name === "templates" ? "unneeded" : "ok"),
  trial: "ord_01KAG8M0000000000000000001",
  trialPaid: true,
  samples: [{
    kind: "screen_code",
    channelOrderNo: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    channelTxnNo: "442401051450467846498",
    amount: cny(1),
    at: START,
  }],
} as const;

/** Every look of the list of what has to be right before a number trades. */
export const goingLiveLooks: Looks = {
  "ops/going_live/untried": look(untried),
  "ops/going_live/tried": look(tried),
  "ops/going_live/not_ready": look(tried, true, true),
  "ops/going_live/on": look({ ...tried, merchant: live, trialPaid: false }),
  "ops/going_live/look_only": look(tried, false),
  "ops/going_live/not_connected": look({
    ...untried,
    merchant: { ...teaHouse, mode: "live" },
    connection: undefined,
    credential: undefined,
  }),
};
