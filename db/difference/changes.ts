import { eq, sql } from "drizzle-orm";
import { type Actor, actorText } from "../../core/actor.ts";
import { type Correction, correctionTransfers } from "../../core/difference/correction.ts";
import {
  aboutText,
  type Difference,
  type SettledDifference,
} from "../../core/difference/difference.ts";
import type { DifferenceEvent } from "../../core/difference/difference_events.ts";
import type { Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { post } from "../book/post.ts";
import { insertItem } from "../settlement_batch/insert_item.ts";
import { settlementItems } from "../settlement_batch/table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { differenceComments, differences } from "./table.ts";

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof row>>(
  build.insert(differences).values({
    differenceId: at("differenceId"),
    about: at("about"),
    fileId: at("fileId"),
    lineNo: at("lineNo"),
    subjectId: at("subjectId"),
    merchantNo: at("merchantNo"),
    clearingDay: at("clearingDay"),
    reason: at("reason"),
    differs: at("differs"),
    theirs: at("theirs"),
    ours: at("ours"),
    corrected: at("corrected"),
    finding: at("finding"),
    owner: at("owner"),
    dueAt: at("dueAt"),
    foundAt: at("foundAt"),
    comments: at("comments"),
    state: at("state"),
    version: at("version"),
  }),
);
const update = prepare<ReturnType<typeof row>>(
  build.update(differences).set({
    subjectId: sql`${at("subjectId")}`,
    merchantNo: sql`${at("merchantNo")}`,
    reason: sql`${at("reason")}`,
    differs: sql`${at("differs")}`,
    theirs: sql`${at("theirs")}`,
    ours: sql`${at("ours")}`,
    corrected: sql`${at("corrected")}`,
    finding: sql`${at("finding")}`,
    owner: sql`${at("owner")}`,
    dueAt: sql`${at("dueAt")}`,
    comments: sql`${at("comments")}`,
    state: sql`${at("state")}`,
    endedAt: sql`${at("endedAt")}`,
    way: sql`${at("way")}`,
    why: sql`${at("why")}`,
    version: sql`${at("version")}`,
  }).where(eq(differences.differenceId, at("differenceId"))),
);
const comment = prepare(
  build.insert(differenceComments).values({
    differenceId: at("differenceId"),
    version: at("version"),
    text: at("text"),
    staffId: at("staffId"),
    at: at("at"),
  }),
);

const updated = ({ difference }: DifferenceEvent) => [update(row(difference))];

export const differenceChanges = {
  "difference.found": ({ difference }) => [insert(row(difference))],
  "difference.changed": updated,
  "difference.reopened": updated,
  "difference.resolved": updated,
  "difference.taken": updated,
  "difference.commented": ({ difference, text, by, at: saidAt }) => {
    const { differenceId, version } = difference;
    const said = { differenceId, version, text, staffId: staffIn(by), at: saidAt };
    return [update(row(difference)), comment(said)];
  },
  // From then on it is known on which day its payment or refund was cleared.
  "difference.settled": ({ difference, correction, at: settledAt }) => [
    update(row(difference)),
    ...clearedBy(difference),
    ...(correction ? correct(difference, correction, settledAt) : []),
  ],
} satisfies Changes<DifferenceEvent>;

const clear = prepare<{ subjectId: string; day: string; fileId: string | undefined }>(
  build.insert(settlementItems).select(
    sql`select s.subject_id, 1, 'cleared', s.merchant_no, s.channel, ${
      at("day")
    }, s.amount, s.fee, ${at("fileId")}, null from settleable s where s.subject_id = ${
      at("subjectId")
    }`,
  ).onConflictDoNothing(),
);

/** What a second line of the same says was not cleared; nor is what no line names, unless it is corrected. */
function clearedBy(difference: SettledDifference): readonly Statement[] {
  const { subjectId, differs, fileId, clearingDay, way } = difference;
  const isKnown = subjectId !== undefined && !differs.includes("repeated");
  return isKnown && (fileId !== undefined || way === "corrected")
    ? [clear({ subjectId, day: clearingDay, fileId })]
    : [];
}

function correct(
  difference: SettledDifference,
  correction: Correction,
  bookedAt: Instant,
): readonly Statement[] {
  const { differenceId: subjectId, version, clearingDay: day } = difference;
  const { payee: merchantNo, channel, amount } = correction;
  const transfers = correctionTransfers(difference, correction);
  return [
    ...post({ subjectId, version, merchantNo, at: bookedAt, transfers }),
    insertItem({ subjectId, line: version, kind: "correction", merchantNo, channel, day, amount }),
  ];
}

function staffIn(by: Actor): string {
  if (by.type !== "staff") throw new TypeError(`Cannot comment as ${actorText(by)}`);
  return by.staffId;
}

function row(difference: Difference) {
  const { theirs, ours, corrected, differs } = difference;
  const settled = difference.state === "settled" ? difference : undefined;
  return {
    ...difference,
    about: aboutText(difference),
    theirs: theirs.fen,
    ours: ours.fen,
    corrected: corrected.fen,
    differs: JSON.stringify(differs),
    endedAt: difference.state === "open" ? undefined : difference.endedAt,
    way: settled?.way,
    why: settled?.why,
  };
}
