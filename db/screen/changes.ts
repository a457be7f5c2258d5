import { eq, sql } from "drizzle-orm";
import type { Screen } from "../../core/screen/screen.ts";
import type { ScreenEvent } from "../../core/screen/screen_events.ts";
import { screens } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";

export const screenChanges = {
  "screen.added": ({ screen }) => [insertScreen(screenRow(screen))],
  "screen.paired": update,
  "screen.unpaired": update,
} satisfies Changes<ScreenEvent>;

function update({ screen }: ScreenEvent) {
  return [updateScreen(screenRow(screen))];
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
    refundMax: sql`0`,
    refundDayMax: sql`0`,
  }),
);

/** A paired screen drops its short code, and an unpaired one the till's token and its PIN too. */
const updateScreen = prepare<ReturnType<typeof screenRow>>(
  build.update(screens).set({
    state: sql`${at("state")}`,
    pairingDigest: sql`${at("pairingDigest")}`,
    pairingExpiresAt: sql`${at("pairingExpiresAt")}`,
    tokenDigest: sql`${at("tokenDigest")}`,
    pairedAt: sql`${at("pairedAt")}`,
    afterOrderId: sql`${at("afterOrderId")}`,
    unpairedAt: sql`${at("unpairedAt")}`,
    seenAt: sql`${at("seenAt")}`,
    pinDigest: sql`${at("pinDigest")}`,
    pinSetAt: sql`${at("pinSetAt")}`,
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
    seenAt: screen.seenAt,
    pinDigest: screen.pin?.digest,
    pinSetAt: screen.pin?.setAt,
    createdAt: screen.createdAt,
    version: screen.version,
  };
}
