import {
  type AdvanceState,
  advanceStates,
  type NetworkAdvance,
} from "../../core/deduction/network_advance.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import { after, days } from "../../core/time.ts";
import { AdvancePage } from "../../views/advance/advance_page.tsx";
import { AdvancesPage } from "../../views/advance/advances_page.tsx";
import { type AdvanceError, advanceWords } from "../../views/advance/words.ts";
import { DeskLayout } from "../../views/staff/desk.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { proposedActs } from "./proposed_acts.ts";
import { atOps } from "./staff_people.ts";
import { charges, walletContracts } from "./wallets.ts";

const [, succeeded] = charges;

export function advanceIn(state: AdvanceState): NetworkAdvance {
  return state === "outstanding" ? { state } : { state, endedAt: START };
}

const advances = (state: AdvanceState): Look => (frame) => (
  <DeskLayout
    frame={frame}
    desk="ops"
    who={atOps}
    section="reconciliation"
    title={advanceWords(frame.lang).title}
  >
    <AdvancesPage
      lang={frame.lang}
      now={after(START, days(31))}
      state={state}
      list={{
        advances: state === "written_off" ? [] : [{
          ...walletContracts.active,
          deduction: { ...succeeded, advance: advanceIn(state) },
          merchant: teaHouse,
          guard: { nextPollAt: undefined, early: 0, blockedUntil: undefined },
        }],
        next: state === "outstanding" ? succeeded.deductionId : undefined,
      }}
      mayExport
      mayWrite
      tooMany={state === "reclaimed"}
    />
  </DeskLayout>
);

const waitingEnd: Proposal = {
  proposalId: "prp_01KAG8M0000000000000000001",
  merchantNo: teaHouse.merchantNo,
  act: proposedActs.end_advance,
  sealed: undefined,
  digest: "d".repeat(64),
  proposedBy: "stf_01KAG8M0000000000000000009",
  proposedAt: START,
  expiresAt: after(START, days(7)),
  version: 1,
  state: "waiting",
};
const advanceErrors = keysOf<AdvanceError>(advanceWords("en").errors);

const one = (
  state: AdvanceState,
  { waits = false, ...shown }: Partial<Parameters<typeof AdvancePage>[0]> & {
    readonly waits?: boolean;
  } = {},
): Look =>
(frame) => (
  <DeskLayout
    frame={frame}
    desk="ops"
    who={atOps}
    section="reconciliation"
    title={advanceWords(frame.lang).title}
  >
    <AdvancePage
      lang={frame.lang}
      who={atOps}
      view={{
        found: {
          ...walletContracts.active,
          deduction: { ...succeeded, advance: advanceIn(state) },
          merchant: teaHouse,
          guard: { nextPollAt: undefined, early: 0, blockedUntil: undefined },
        },
        advance: advanceIn(state),
        waiting: waits ? waitingEnd : undefined,
      }}
      mayWrite
      {...shown}
    />
  </DeskLayout>
);

/** What networks advanced, at the desk. */
export const advanceLooks: Looks = {
  ...looksOf("ops/advances", advanceStates, advances),
  "ops/advance/outstanding": one("outstanding"),
  "ops/advance/repaid": one("repaid"),
  "ops/advance/waits": one("outstanding", { waits: true }),
  ...looksOf("ops/advance", advanceErrors, (formError) =>
    one("outstanding", {
      formError,
      typed: { way: "repaid_by_other", reference: "", reason: "渠道客服确认" },
    })),
};
