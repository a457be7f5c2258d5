import { eq, sql } from "drizzle-orm";
import type { SharingAgreement } from "../../core/sharing/sharing_agreement.ts";
import type { SharingEvent } from "../../core/sharing/sharing_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { sharingAgreements } from "./table.ts";

export const sharingChanges = {
  "sharing.agreed": ({ agreement }) => [insert(row(agreement))],
  "sharing.withdrawn": ({ agreement }) => [withdraw(row(agreement))],
} satisfies Changes<SharingEvent>;

function row(agreement: SharingAgreement) {
  return {
    ...agreement,
    sharesContracts: agreement.sharesContracts ? 1 : 0,
    parentMay: JSON.stringify(agreement.parentMay),
  };
}

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof row>>(
  build.insert(sharingAgreements).values({
    agreementId: at("agreementId"),
    agreementNo: at("agreementNo"),
    parentNo: at("parentNo"),
    covers: at("covers"),
    firstDay: at("firstDay"),
    lastDay: at("lastDay"),
    sharesContracts: at("sharesContracts"),
    parentMay: at("parentMay"),
    state: at("state"),
    agreedAt: at("agreedAt"),
    version: at("version"),
  }),
);

const withdraw = prepare<ReturnType<typeof row>>(
  build.update(sharingAgreements).set({
    state: sql`${at("state")}`,
    version: sql`${at("version")}`,
  }).where(eq(sharingAgreements.agreementId, at("agreementId"))),
);
