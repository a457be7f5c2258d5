import type { EventSpecs } from "../event_spec.ts";
import type { BusinessDay } from "../time.ts";
import type { ReadyStatement } from "./statement.ts";
import { statementResource } from "./statement_resource.ts";

export type StatementEvent =
  | {
    readonly type: "statement.ready";
    readonly statement: ReadyStatement;
    /** Of which day the number gets its next one. */
    readonly nextDay: BusinessDay;
  }
  | StatementOptionsSet;

interface StatementOptionsSet {
  readonly type: "statement_options.set";
  readonly merchantNo: ReadyStatement["merchantNo"];
  readonly metadataKeys: readonly string[];
  readonly version: number;
}

export const statementEvents = {
  "statement.ready": {
    subject: ({ statement: { statementId, merchantNo } }) => ({
      subjectId: statementId,
      version: 1,
      merchantNo,
    }),
    data: ({ statement }) => statementResource(statement),
    told: true,
  },
  "statement_options.set": {
    subject: ({ merchantNo, version }) => ({
      subjectId: `statement_options:${merchantNo}`,
      version,
      merchantNo,
    }),
    data: ({ metadataKeys }) => ({ metadata_keys: metadataKeys }),
  },
} satisfies EventSpecs<StatementEvent>;
