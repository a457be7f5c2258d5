import type { Arrear, ArrearState } from "../../core/arrear/arrear.ts";
import { arrearList } from "../../routes/pages/console/arrears/arrear_list.ts";
import { ArrearPage } from "../../views/console/arrears/arrear_page.tsx";
import { WaiverPage } from "../../views/console/arrears/waiver_page.tsx";
import { list } from "./listed.ts";
import { type Covers, type Look, type Looks, looksOf } from "./look.ts";
import { ownArrearNames, ownArrears } from "./own_arrears.ts";
import { atConsole, viewer } from "./staff_people.ts";

true satisfies Covers<ArrearState, (typeof ownArrears)[keyof typeof ownArrears]["state"]>;

const page = (
  arrear: Arrear,
  given: Pick<Parameters<typeof ArrearPage>[0], "refusal"> & { readonly who?: typeof viewer } = {},
): Look =>
(frame) => {
  const { who = atConsole, refusal } = given;
  const view = { arrear, steps: [], deliveries: [] };
  return <ArrearPage frame={frame} who={who} view={view} refusal={refusal} />;
};

/** Every look of the console's arrears. */
export const arrearLooks: Looks = {
  "console/arrears/full": list(arrearList, Object.values(ownArrears)),
  "console/arrears/empty": list(arrearList, []),
  ...looksOf("console/arrear", ownArrearNames, (name) => page(ownArrears[name])),
  "console/arrear/viewed": page(ownArrears.owed, { who: viewer }),
  "console/arrear/being_paid": page(ownArrears.retrying, { refusal: "arrear_being_paid" }),
  "console/arrear/not_owed": page(ownArrears.waived, { refusal: "arrear_not_owed" }),
  "console/arrear/waiver": (frame) => (
    <WaiverPage frame={frame} who={atConsole} arrear={ownArrears.owed} />
  ),
  "console/arrear/waiver_refused": (frame) => (
    <WaiverPage
      frame={frame}
      who={atConsole}
      arrear={ownArrears.owed}
      refused="4111 1111 1111 1111"
    />
  ),
};
