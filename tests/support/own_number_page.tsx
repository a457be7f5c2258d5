import { merchantNo } from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { SettingsPage } from "../../views/console/settings/settings_page.tsx";
import { MovedPage } from "../../views/staff/moved_page.tsx";
import { TestNumberPage } from "../../views/staff/test_number_page.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { type Looks } from "./look.ts";
import { atConsole, live, viewer } from "./staff_people.ts";

export const liveHouse: Merchant = {
  ...teaHouse,
  mode: "live",
  products: ["cashier", "static_code", "contract"],
};
const testHouse: Merchant = {
  ...teaHouse,
  merchantNo: merchantNo("888000000000002"),
  testOf: liveHouse.merchantNo,
};
export const enterprise = {
  enterpriseId: "ent_01KAG8M0000000000000000001",
  licenceNo: "91000000MA0000001R",
  name: "运河餐饮管理有限公司",
  createdAt: START,
  version: 1,
  stop: undefined,
} as const;
export const contact = { name: "柳*", phone: "199****0001" };
export const settings = {
  return_urls: "https://shop.example.com/orders/paid\nhttps://shop.example.com/members",
  app_schemes: "teahouse://",
  embed_origins: "https://shop.example.com",
};
const settingsPage = {
  who: live,
  number: { merchant: liveHouse, enterprise },
  contact,
  typed: settings,
};

/** Every look of where somebody is, and of a number's own settings. */
export const ownNumberLooks: Looks = {
  "console/moved": (frame) => (
    <MovedPage
      frame={frame}
      who={{ ...atConsole, merchant: testHouse, reach: [liveHouse, testHouse] }}
      place={testHouse.merchantNo}
      from={liveHouse.merchantNo}
    />
  ),
  "console/moved/unsaid": (frame) => (
    <MovedPage frame={frame} who={atConsole} place={teaHouse.merchantNo} from={undefined} />
  ),
  "console/test_number": (frame) => (
    <TestNumberPage frame={frame} who={{ ...live, reach: [liveHouse] }} number={undefined} />
  ),
  "console/test_number/refused": (frame) => (
    <TestNumberPage frame={frame} who={live} number={undefined} problem="notActive" />
  ),
  "console/test_number/opened": (frame) => (
    <TestNumberPage
      frame={frame}
      who={{ ...live, reach: [liveHouse, testHouse] }}
      number={testHouse}
      secretKey={`sk_test_${"k7m3".repeat(10)}`}
    />
  ),
  "console/test_number/there": (frame) => (
    <TestNumberPage frame={frame} who={live} number={testHouse} />
  ),
  "console/settings": (frame) => <SettingsPage frame={frame} {...settingsPage} />,
  "console/settings/saved": (frame) => <SettingsPage frame={frame} {...settingsPage} saved />,
  "console/settings/wrong": (frame) => (
    <SettingsPage
      frame={frame}
      {...settingsPage}
      problems={{
        return_urls: { kind: "web", line: "javascript://alert" },
        app_schemes: { kind: "app", line: "https://shop.example.com" },
        embed_origins: { kind: "origin", line: "https://shop.example.com/path" },
      }}
    />
  ),
  "console/settings/changed": (frame) => (
    <SettingsPage frame={frame} {...settingsPage} problem="changed" />
  ),
  "console/settings/halted": (frame) => (
    <SettingsPage frame={frame} {...settingsPage} problem="notActive" />
  ),
  "console/settings/read": (frame) => (
    <SettingsPage
      frame={frame}
      who={viewer}
      number={{ merchant: { ...teaHouse, products: [] }, enterprise: undefined }}
      contact={undefined}
      typed={{ ...settings, app_schemes: "" }}
    />
  ),
};
