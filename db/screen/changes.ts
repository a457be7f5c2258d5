import { eq, sql } from "drizzle-orm";
import type { DomainEvent } from "../../core/event.ts";
import type { Screen } from "../../core/screen/screen.ts";
import type { Statement } from "../../core/unit.ts";
import { screens } from "../dynamic_code/table.ts";
import { build, prepare } from "../engine/statement.ts";

type ScreenEvent = Extract<DomainEvent, { type: `screen.${string}` }>;

export function screenStatements(event: ScreenEvent): readonly Statement[] {
  switch (event.type) {
    case "screen.added":
      return [insertScreen(screenRow(event.screen))];
    case "screen.paired":
    case "screen.unpaired":
      return [updateScreen(screenRow(event.screen))];
  }
}

const at = sql.placeholder;

const insertScreen = prepare<ReturnType<typeof screenRow>>(
  build.insert(screens).values({
    screenId: at("screenId"),
    merchantNo: at("merchantNo"),
    name: at("name"),
    state: at("state"),
    pairingDigest: at("pairingDigest"),
    pairingExpiresAt: at("pairingExpiresAt"),
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

/** A paired screen drops its short code, and an unpaired one the till's token too. */
const updateScreen = prepare<ReturnType<typeof screenRow>>(
  build.update(screens).set({
    state: sql`${at("state")}`,
    pairingDigest: sql`${at("pairingDigest")}`,
    pairingExpiresAt: sql`${at("pairingExpiresAt")}`,
    tokenDigest: sql`${at("tokenDigest")}`,
    pairedAt: sql`${at("pairedAt")}`,
    afterOrderId: sql`${at("afterOrderId")}`,
    unpairedAt: sql`${at("unpairedAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(screens.screenId, at("screenId"))),
);

function screenRow(screen: Screen) {
  const pairing = screen.state === "pairing" ? screen : undefined;
  const paired = screen.state === "paired" ? screen : undefined;
  return {
    screenId: screen.screenId,
    merchantNo: screen.merchantNo,
    name: screen.name,
    state: screen.state,
    pairingDigest: pairing?.pairingDigest,
    pairingExpiresAt: pairing?.pairingExpiresAt,
    tokenDigest: paired?.tokenDigest,
    pairedAt: paired?.pairedAt,
    afterOrderId: paired?.afterOrderId,
    unpairedAt: screen.state === "unpaired" ? screen.unpairedAt : undefined,
    createdAt: screen.createdAt,
    version: screen.version,
  };
}
