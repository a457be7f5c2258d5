import type { Child } from "hono/jsx";
import type { BusinessDay } from "../../core/time.ts";
import { OwnDaysPage } from "../../views/reconciliation/own_days_page.tsx";
import { DeskLayout } from "../../views/staff/desk.tsx";
import type { Lang } from "../../views/words.ts";
import type { Look, Looks } from "./look.ts";
import { counts, file } from "./reconciled_day.ts";
import { atConsole } from "./staff_people.ts";

const own = {
  days: [
    { file, counts, missingThere: 3 },
    {
      file: {
        ...file,
        fileId: "sfl_01KAG8M0000000000000000003",
        clearingDay: "2026-11-19" as BusinessDay,
      },
      counts: { matched: 1_284, differing: 0, missingHere: 0 },
      missingThere: 0,
    },
  ],
  next: "2026-11-19" as BusinessDay,
} as const;
function atOwn(body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout
      frame={frame}
      desk="console"
      who={atConsole}
      section="own_reconciliation"
      title="Reconciliation"
    >
      {body(frame.lang)}
    </DeskLayout>
  );
}

/** Of a merchant's own days. */
export const ownReconciliationLooks: Looks = {
  "console/reconciliation": atOwn((lang) => <OwnDaysPage lang={lang} own={own} />),
  "console/reconciliation/none": atOwn((lang) => (
    <OwnDaysPage lang={lang} own={{ days: [], next: undefined }} />
  )),
};
