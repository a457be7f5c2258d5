import type { Complaint } from "../../core/complaint/complaint.ts";
import { shanghaiTime } from "../../core/time.ts";
import { type Column, csv } from "../parts/csv.ts";
import type { Lang } from "../words.ts";
import { complaintWords } from "./complaint_words.ts";

/** Complaints as a file: what they are about, never what was said. */
export function complaintTable(lang: Lang, complaints: readonly Complaint[]): string {
  const { columns, kinds, states } = complaintWords(lang);
  const text = (header: string, of: (complaint: Complaint) => string): Column<Complaint> => ({
    header,
    type: "text",
    of,
  });
  return csv<Complaint>([
    text(columns.id, ({ complaintId }) => complaintId),
    text(columns.receivedOn, ({ receivedOn }) => receivedOn),
    text(columns.kind, ({ kind }) => kinds[kind]),
    text(columns.merchantNo, ({ merchantNo }) => merchantNo),
    text(columns.about, ({ about }) => about ?? ""),
    text(columns.state, ({ state }) => states[state]),
    text(columns.recordedAt, ({ recordedAt }) => shanghaiTime(recordedAt)),
    text(
      columns.answeredAt,
      (complaint) => complaint.state === "answered" ? shanghaiTime(complaint.answeredAt) : "",
    ),
  ], complaints);
}
