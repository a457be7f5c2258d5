import type { OwnCharging } from "../../core/consumer/view_charging.ts";
import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import type { SuspensionReason } from "../../core/contract/suspension.ts";
import { after, days } from "../../core/time.ts";
import { ChargingPage } from "../../views/wallet/charging_page.tsx";
import { LostPhonePage } from "../../views/wallet/lost_phone_page.tsx";
import { START } from "./fake_clock.ts";
import { type Look, type Looks } from "./look.ts";
import { walletContracts, wallets } from "./wallets.ts";
import { WalletPage } from "../../views/wallet/wallet_page.tsx";
import { ContractPage } from "../../views/wallet/contract_page.tsx";

const { active, suspended } = walletContracts;

/** A contract of the list that is suspended for these reasons. */
function held(found: ContractWithUse, first: SuspensionReason, ...more: SuspensionReason[]) {
  const [one, ...others] = [first, ...more].map((reason) => ({ reason, setAt: START }));
  return {
    ...found,
    contract: { ...found.contract, state: "suspended", suspensions: [one!, ...others] },
  } as const satisfies ContractWithUse;
}

const open: OwnCharging = {
  mode: "test",
  chargingClosedAt: undefined,
  phoneLostAt: undefined,
  contracts: [active, suspended],
  fresh: true,
  countsFrom: undefined,
};
const both = [held(active, "charging_closed"), held(suspended, "operator", "charging_closed")];
const closed: OwnCharging = { ...open, chargingClosedAt: START, contracts: both };
const lost: OwnCharging = {
  ...open,
  phoneLostAt: START,
  contracts: [held(active, "phone_lost"), held(suspended, "operator", "phone_lost")],
};

const charging = (own: OwnCharging): Look => (frame) => <ChargingPage frame={frame} own={own} />;
const lostPhone = (own: OwnCharging): Look => (frame) => <LostPhonePage frame={frame} own={own} />;

/** Every look of closing charging and of a lost phone. */
export const chargingLooks: Looks = {
  "wallet/charging/open": charging(open),
  "wallet/charging/none": charging({ ...open, contracts: [] }),
  "wallet/charging/closed": charging(closed),
  "wallet/charging/closed_none": charging({ ...closed, contracts: [] }),
  "wallet/charging/not_fresh": charging({ ...closed, fresh: false }),
  "wallet/charging/lost": charging({ ...closed, phoneLostAt: START }),
  "wallet/charging/left": charging({
    ...open,
    contracts: [held(active, "charging_closed"), suspended],
  }),
  "wallet/lost_phone/ask": lostPhone(open),
  "wallet/lost_phone/ask_none": lostPhone({ ...open, contracts: [] }),
  "wallet/lost_phone/lost": lostPhone(lost),
  "wallet/lost_phone/not_fresh": lostPhone({ ...lost, fresh: false }),
  "wallet/lost_phone/doubted": lostPhone({ ...lost, countsFrom: after(START, days(1)) }),
  "wallet/stopped": (frame) => (
    <WalletPage
      frame={frame}
      wallet={{
        ...wallets.one,
        chargingClosedAt: START,
        phoneLostAt: START,
        contracts: [held(active, "charging_closed", "phone_lost")],
      }}
    />
  ),
  "wallet/contract/held": (frame) => (
    <ContractPage
      frame={frame}
      found={held(active, "operator", "charging_closed", "phone_lost")}
      own={[]}
      charges={[]}
      announced={[]}
      arrears={[]}
    />
  ),
};
