import { cny } from "../../core/money.ts";
import { noBounds } from "../../core/own_limit/own_limit.ts";
import type { OwnLimitView } from "../../core/own_limit/view_own_limits.ts";
import { OwnLimitsPage, type OwnLimitTyped } from "../../views/limit/own_limits_page.tsx";
import type { OwnLimitProblem } from "../../views/limit/own_limit_words.ts";
import { ContractPage } from "../../views/wallet/contract_page.tsx";
import { START } from "./fake_clock.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { charges, walletContracts } from "./wallets.ts";

const { active } = walletContracts;
const { contractId: about, consumerId } = active.contract;
const bounds = { perTransaction: cny(3_000), perDay: cny(5_050) };
const all = { perTransaction: undefined, perDay: cny(20_000) };
const contract = { ...active.contract, payee: active.owner.name };

const views = {
  nothing: [
    { about: "charges", bounds: noBounds, contract: undefined },
    { about: "payments", bounds: noBounds, contract: undefined },
  ],
  set: [
    { about: "charges", bounds: all, contract: undefined },
    { about: "payments", bounds: all, contract: undefined },
  ],
  contract: [{ about, bounds, contract }],
} as const satisfies Readonly<Record<string, readonly OwnLimitView[]>>;

const problems: Readonly<Record<OwnLimitProblem, OwnLimitTyped["of"]>> = {
  amount_malformed: "perTransaction",
  amount_out_of_range: "perDay",
  above_contract: "perDay",
  session_not_fresh: undefined,
};

const page = (limits: readonly OwnLimitView[], back?: OwnLimitTyped): Look => (frame) => (
  <OwnLimitsPage frame={frame} mode="test" limits={limits} back={back} />
);

const limit = { consumerId, changedAt: START, version: 1, used: cny(1_500) };

/** A person's own lower limits, and a contract that has them. */
export const ownLimitLooks: Looks = {
  ...looksOf("wallet/limits", keysOf(views), (name) => page(views[name])),
  ...looksOf("wallet/limits/returned", keysOf(problems), (problem) =>
    page(views.contract, {
      about,
      problem,
      of: problems[problem],
      typed: { perTransaction: "fifty", perDay: "9999999" },
    })),
  "wallet/contract/own_limits": (frame) => (
    <ContractPage
      frame={frame}
      found={active}
      charges={charges}
      announced={[]}
      arrears={[]}
      own={[{ ...limit, ...bounds, about }, { ...limit, ...all, about: "charges" }]}
    />
  ),
};
