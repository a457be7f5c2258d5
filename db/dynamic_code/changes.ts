import { eq, sql } from "drizzle-orm";
import type { DynamicCode } from "../../core/dynamic_code/dynamic_code.ts";
import type { DomainEvent } from "../../core/event.ts";
import type { Statement } from "../../core/unit.ts";
import { dynamicCodes } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";

type CodeEvent = Extract<DomainEvent, { type: `code.${string}` }>;

export function codeStatements(event: CodeEvent): readonly Statement[] {
  switch (event.type) {
    case "code.opened":
      return [insertCode(codeRow(event.code))];
    case "code.claimed":
    case "code.released":
      return [updateCode(codeRow(event.code))];
  }
}

const at = sql.placeholder;

const insertCode = prepare<ReturnType<typeof codeRow>>(
  build.insert(dynamicCodes).values({
    codeId: at("codeId"),
    ref: at("ref"),
    orderId: at("orderId"),
    merchantNo: at("merchantNo"),
    openedAt: at("openedAt"),
    released: at("released"),
    version: at("version"),
  }),
);

const updateCode = prepare<ReturnType<typeof codeRow>>(
  build.update(dynamicCodes).set({
    claimedRotation: sql`${at("claimedRotation")}`,
    claimedBy: sql`${at("claimedBy")}`,
    claimedAt: sql`${at("claimedAt")}`,
    released: sql`${at("released")}`,
    version: sql`${at("version")}`,
  }).where(eq(dynamicCodes.codeId, at("codeId"))),
);

function codeRow(code: DynamicCode) {
  return {
    ...code,
    claimedRotation: code.claim?.rotation,
    claimedBy: code.claim?.device,
    claimedAt: code.claim?.at,
    released: code.claim?.released ? 1 : 0,
  };
}
