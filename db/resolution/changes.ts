import { eq, sql } from "drizzle-orm";
import type { Resolution } from "../../core/resolution/resolution.ts";
import type { ResolutionEvent } from "../../core/resolution/resolution_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { resolutions } from "./table.ts";

export const resolutionChanges = {
  "resolution.proposed": ({ resolution }) => [insertResolution(resolutionRow(resolution))],
  "resolution.confirmed": decide,
  "resolution.withdrawn": decide,
} satisfies Changes<ResolutionEvent>;

function decide({ resolution }: ResolutionEvent) {
  return [decideResolution(resolutionRow(resolution))];
}

const at = sql.placeholder;

const insertResolution = prepare<ReturnType<typeof resolutionRow>>(
  build.insert(resolutions).values({
    resolutionId: at("resolutionId"),
    unclearId: at("unclearId"),
    merchantNo: at("merchantNo"),
    finding: at("finding"),
    channelTxnNo: at("channelTxnNo"),
    failureReason: at("failureReason"),
    evidence: at("evidence"),
    proposedBy: at("proposedBy"),
    proposedAt: at("proposedAt"),
    state: at("state"),
    version: at("version"),
  }),
);

const decideResolution = prepare<ReturnType<typeof resolutionRow>>(
  build.update(resolutions).set({
    state: sql`${at("state")}`,
    decidedBy: sql`${at("decidedBy")}`,
    decidedAt: sql`${at("decidedAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(resolutions.resolutionId, at("resolutionId"))),
);

function resolutionRow(resolution: Resolution) {
  const { of, finding, ...facts } = resolution;
  return {
    decidedBy: undefined,
    decidedAt: undefined,
    ...facts,
    unclearId: of,
    finding: finding.type,
    channelTxnNo: finding.type === "succeeded" ? finding.channelTxnNo : undefined,
    failureReason: finding.type === "failed" ? finding.reason : undefined,
  };
}
