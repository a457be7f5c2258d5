import { eq, sql } from "drizzle-orm";
import type { ComplaintEvent } from "../../core/complaint/complaint_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { complaints } from "./table.ts";

const at = sql.placeholder;

const insert = prepare(
  build.insert(complaints).values({
    complaintId: at("complaintId"),
    merchantNo: at("merchantNo"),
    about: at("about"),
    kind: at("kind"),
    sealedText: at("sealedText"),
    receivedOn: at("receivedOn"),
    recordedAt: at("recordedAt"),
    state: at("state"),
    version: at("version"),
  }),
);
const answer = prepare(
  build.update(complaints).set({
    state: sql`${at("state")}`,
    sealedAnswer: sql`${at("sealedAnswer")}`,
    answeredAt: sql`${at("answeredAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(complaints.complaintId, at("complaintId"))),
);

export const complaintChanges = {
  "complaint.recorded": ({ complaint }) => [insert({ ...complaint })],
  "complaint.answered": ({ complaint }) => [answer({ ...complaint })],
} satisfies Changes<ComplaintEvent>;
