import { eq, sql } from "drizzle-orm";
import type { DynamicCode } from "../../core/dynamic_code/dynamic_code.ts";
import type { DynamicCodeEvent } from "../../core/dynamic_code/dynamic_code_events.ts";
import { dynamicCodes } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";

export const dynamicCodeChanges = {
  "code.opened": ({ code }) => [insertCode(codeRow(code))],
  "code.claimed": update,
  "code.released": update,
} satisfies Changes<DynamicCodeEvent>;

function update({ code }: DynamicCodeEvent) {
  return [updateCode(codeRow(code))];
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
