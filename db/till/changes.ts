import { eq, sql } from "drizzle-orm";
import type { TillEvent } from "../../core/till/till_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { screens } from "../screen/table.ts";
import { tillSessions, tillShifts } from "./table.ts";

export const tillChanges = {
  // Whoever unlocked it with the PIN before is locked out.
  "till.pin_set": ({ screen: { screenId, version, pin } }) => [
    setPin({ screenId, version, digest: pin?.digest, setAt: pin?.setAt }),
    endSession({ screenId }),
  ],
  "till.refund_limit_set": ({ screen: { screenId, version, refundLimit } }) => [
    setLimit({
      screenId,
      version,
      each: refundLimit.each.fen,
      perDay: refundLimit.perDay.fen,
    }),
  ],
  "till.unlocked": ({ screen: { screenId, version }, session }) => [
    moveOn({ screenId, version }),
    beginSession({ ...session }),
  ],
  "till.locked": ({ screen: { screenId, version } }) => [
    moveOn({ screenId, version }),
    endSession({ screenId }),
  ],
  "till.shift_began": ({ screen: { screenId, version }, shift }) => [
    moveOn({ screenId, version }),
    beginShift({ ...shift }),
  ],
  "till.shift_ended": ({ screen: { screenId, version }, shift }) => [
    moveOn({ screenId, version }),
    endShift({ ...shift }),
  ],
} satisfies Changes<TillEvent>;

const at = sql.placeholder;
const thisScreen = eq(screens.screenId, at("screenId"));
const version = sql`${at("version")}`;

const moveOn = prepare(build.update(screens).set({ version }).where(thisScreen));
const setPin = prepare(
  build.update(screens).set({
    version,
    pinDigest: sql`${at("digest")}`,
    pinSetAt: sql`${at("setAt")}`,
  }).where(thisScreen),
);
const setLimit = prepare(
  build.update(screens).set({
    version,
    refundMax: sql`${at("each")}`,
    refundDayMax: sql`${at("perDay")}`,
  }).where(thisScreen),
);
const endSession = prepare(
  build.delete(tillSessions).where(eq(tillSessions.screenId, at("screenId"))),
);
/** In place of the one that was open elsewhere. */
const beginSession = prepare(
  build.insert(tillSessions).values({
    screenId: at("screenId"),
    sessionId: at("sessionId"),
    tokenDigest: at("tokenDigest"),
    seenAt: at("seenAt"),
    expiresAt: at("expiresAt"),
  }).onConflictDoUpdate({
    target: tillSessions.screenId,
    set: {
      sessionId: sql`excluded.session_id`,
      tokenDigest: sql`excluded.token_digest`,
      seenAt: sql`excluded.seen_at`,
      expiresAt: sql`excluded.expires_at`,
    },
  }),
);
const beginShift = prepare(
  build.insert(tillShifts).values({
    shiftId: at("shiftId"),
    screenId: at("screenId"),
    beganAt: at("beganAt"),
  }),
);
const endShift = prepare(
  build.update(tillShifts).set({ endedAt: sql`${at("endedAt")}` })
    .where(eq(tillShifts.shiftId, at("shiftId"))),
);
