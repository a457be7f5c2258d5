import {
  type AdvanceState,
  advanceStates,
  type NetworkAdvance,
} from "../../core/deduction/network_advance.ts";
import { after, days } from "../../core/time.ts";
import { AdvancesPage } from "../../views/advance/advances_page.tsx";
import { advanceWords } from "../../views/advance/words.ts";
import { DeskLayout } from "../../views/staff/desk.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { type Look, type Looks, looksOf } from "./look.ts";
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
      tooMany={state === "reclaimed"}
    />
  </DeskLayout>
);

/** What networks advanced, at the desk. */
export const advanceLooks: Looks = looksOf("ops/advances", advanceStates, advances);
