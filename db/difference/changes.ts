import { eq, sql } from "drizzle-orm";
import { type Actor, actorText } from "../../core/actor.ts";
import { aboutText, type Difference } from "../../core/difference/difference.ts";
import type { DifferenceEvent } from "../../core/difference/difference_events.ts";
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
  "difference.settled": updated,
} satisfies Changes<DifferenceEvent>;

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
