import { eq, sql } from "drizzle-orm";
import type { ConsentStore } from "../../core/consent/consent.ts";
import type { LegalKind } from "../../core/institution/institution.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { consumerSessions } from "../session/table.ts";
import { consumerConsents } from "./table.ts";

const row = pack([consumerConsents, ""]);
const ofSession = prepare(
  build.select(row.fields).from(consumerConsents)
    .innerJoin(consumerSessions, eq(consumerSessions.consumerId, consumerConsents.consumerId))
    .where(eq(consumerSessions.tokenDigest, sql.placeholder("tokenDigest"))),
);

export const consentStore: ConsentStore = {
  ofSession: (tokenDigest) =>
    all(row, ofSession({ tokenDigest }), (found) => {
      const columns = new Columns(found);
      return { kind: columns.text("kind") as LegalKind, version: columns.int("version") };
    }),
};
