import {
  type ContractState,
  type TerminatedBy,
  terminators,
} from "../../core/contract/contract.ts";
import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import type { ShownDeductionState } from "../../core/deduction/deduction.ts";
import { businessDay, instant } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import { ArrearPage, UnknownArrearPage } from "../../views/wallet/arrear_page.tsx";
import { ComeInPage } from "../../views/wallet/come_in_page.tsx";
import { ContractPage } from "../../views/wallet/contract_page.tsx";
import { TerminationPage } from "../../views/wallet/termination_page.tsx";
import { UnknownContractPage } from "../../views/wallet/unknown_contract_page.tsx";
import { WalletPage } from "../../views/wallet/wallet_page.tsx";
import { chargingLooks } from "./looks_of_charging.tsx";
import { walletCardLooks } from "./looks_of_cards.tsx";
import { deviceCardLooks } from "./looks_of_device_cards.tsx";
import { ownDisputeLooks } from "./looks_of_disputes.tsx";
import { type Covers, type Look, type Looks, looksOf } from "./look.ts";
import { ownArrearNames, ownArrears } from "./own_arrears.ts";
import {
  announced,
  charges,
  type WalletContractName,
  walletContractNames,
  walletContracts,
  walletNames,
  wallets,
} from "./wallets.ts";
import { accountLooks } from "./looks_of_account.tsx";
import { factorLooks } from "./looks_of_factors.tsx";
import { receiptLooks } from "./looks_of_payment_receipts.tsx";
import { ownPhoneLooks } from "./looks_of_own_phone.tsx";
import { ownLimitLooks } from "./looks_of_own_limits.tsx";
import { walletSignInLooks } from "./looks_of_wallet_sign_in.tsx";

true satisfies Covers<
  ContractState,
  (typeof walletContracts)[WalletContractName]["contract"]["state"]
>;
true satisfies Covers<ShownDeductionState, (typeof charges)[number]["state"]>;

const { active } = walletContracts;
const expiresAt = instant(Date.parse("2026-12-21T00:00:00+08:00"));
const dayFull = { ...active, usedToday: active.contract.perDayLimit };
const owing = { ...active, contract: { ...active.contract, arrearRetryDays: [1, 3, 7] } };
const expiring = { ...active, contract: { ...active.contract, expiresAt } };

const firstDay = businessDay(START);
const texts = [{ kind: "terms", version: 3, firstDay }, {
  kind: "privacy",
  version: 1,
  firstDay,
}] as const;

/** Every look of a person's own contracts. */
export const walletLooks: Looks = {
  ...ownDisputeLooks,
  ...receiptLooks,
  ...looksOf(
    "wallet",
    walletNames,
    (name) => (frame) => <WalletPage frame={frame} wallet={wallets[name]} />,
  ),
  "wallet/expiring": (frame) => (
    <WalletPage frame={frame} wallet={{ ...wallets.one, contracts: [expiring] }} />
  ),
  "wallet/day_full": (frame) => (
    <WalletPage frame={frame} wallet={{ ...wallets.one, contracts: [dayFull] }} />
  ),
  "wallet/yet_to_agree": (frame) => (
    <WalletPage frame={frame} wallet={{ ...wallets.one, yetToAgree: texts }} />
  ),
  "wallet/contract/expiring": contract(expiring),
  "wallet/contract/advanced": (frame) => (
    <ContractPage
      frame={frame}
      found={walletContracts.active}
      own={[]}
      charges={(["outstanding", "repaid", "written_off", "reclaimed"] as const).map((state) => ({
        ...charges[1],
        deductionId: `ded_${state}`,
        advance: state === "outstanding" ? { state } : { state, endedAt: START },
      }))}
      announced={[]}
      arrears={[]}
    />
  ),
  "wallet/contract/owing": (frame) => (
    <ContractPage
      frame={frame}
      found={owing}
      charges={charges}
      announced={[]}
      arrears={[ownArrears.owed]}
      own={[]}
    />
  ),
  ...looksOf(
    "wallet/arrear",
    ownArrearNames,
    (name) => (frame) => <ArrearPage frame={frame} mode="test" arrear={ownArrears[name]} />,
  ),
  "wallet/arrear/halted": (frame) => (
    <ArrearPage frame={frame} mode="test" arrear={ownArrears.owed} halted />
  ),
  "wallet/arrear/unknown": (frame) => <UnknownArrearPage frame={frame} mode="test" />,
  "wallet/contract/never_charged": (frame) => (
    <ContractPage
      frame={frame}
      found={walletContracts.ended}
      charges={[]}
      announced={[]}
      arrears={[]}
      own={[]}
    />
  ),
  ...looksOf("wallet/contract", walletContractNames, (name) => contract(walletContracts[name])),
  ...looksOf("wallet/contract/ended_by", terminators, (by) => contract(endedBy(by))),
  "wallet/termination": (frame) => <TerminationPage frame={frame} found={walletContracts.active} />,
  "wallet/come_in": (frame) => (
    <ComeInPage
      frame={frame}
      mode="test"
      appUrl="/sandbox/wallet"
      refused={false}
    />
  ),
  "wallet/come_in_refused": (frame) => (
    <ComeInPage frame={frame} mode="live" appUrl={undefined} refused />
  ),
  ...walletSignInLooks,
  ...factorLooks,
  ...ownLimitLooks,
  ...accountLooks,
  ...ownPhoneLooks,
  ...walletCardLooks,
  ...deviceCardLooks,
  ...chargingLooks,
  "wallet/unknown": (frame) => <UnknownContractPage frame={frame} mode="test" />,
};

function contract(found: ContractWithUse): Look {
  return (frame) => (
    <ContractPage
      frame={frame}
      found={found}
      charges={charges}
      announced={announced}
      arrears={[]}
      own={[]}
    />
  );
}

function endedBy(terminatedBy: TerminatedBy): ContractWithUse {
  const { ended } = walletContracts;
  return { ...ended, contract: { ...ended.contract, terminatedBy } };
}
