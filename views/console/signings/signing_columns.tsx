import type { Signing, SigningState } from "../../../core/signing/signing.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import type { Lang } from "../../words.ts";
import { columnsOf } from "../columns.tsx";
import type { ListColumn } from "../list_column.ts";
import { signingWords } from "./signing_words.ts";

/** As merchants see it: what the channel has not answered yet is open. */
export type ShownSigningState = Exclude<SigningState, "confirming">;

export function shownSigningState({ state }: Signing): ShownSigningState {
  return state === "confirming" ? "open" : state;
}

export const signingMarks: Readonly<Record<ShownSigningState, Mark>> = {
  open: "processing",
  signed: "paid",
  declined: "failed",
  expired: "expired",
};

/** What a list of signings shows, and what its file has. */
export function signingColumns(lang: Lang): readonly ListColumn<Signing>[] {
  const { columns, states } = signingWords(lang);
  const { filed, number, time, state } = columnsOf<Signing>(lang);
  return [
    number(columns.contractCode, ({ contractCode }) => contractCode),
    state(columns.state, shownSigningState, signingMarks, states),
    time(columns.created, ({ createdAt }) => createdAt),
    {
      ...filed(columns.userId, ({ userId }) => userId),
      cell: ({ userId }) => userId === undefined ? "–" : <bdi class="mono">{userId}</bdi>,
      only: "wide",
    },
    filed(columns.planId, ({ planId }) => planId),
    { csv: { header: columns.planVersion, type: "number", of: ({ planVersion }) => planVersion } },
    { csv: { header: columns.expires, type: "time", of: ({ expiresAt }) => expiresAt } },
    filed(
      columns.already,
      (each) => each.state === "signed" && each.alreadySigned ? columns.yes : undefined,
    ),
    filed(columns.contractId, (each) => each.state === "signed" ? each.contractId : undefined),
    filed(columns.orderId, ({ orderId }) => orderId),
    filed(columns.signingId, ({ signingId }) => signingId),
  ];
}
