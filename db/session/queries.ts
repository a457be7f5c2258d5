import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { ConsumerId, SessionId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import {
  type ConsumerSession,
  type Proof,
  SESSION_IDLE,
  type SessionConsumer,
  SESSIONS_MAX,
  type StepUp,
} from "../../core/session/session.ts";
import type { SessionStore } from "../../core/session/session_store.ts";
import { after, type Instant, instant, milliseconds } from "../../core/time.ts";
import { readWithCards } from "../consumer/queries.ts";
import { consumerCards, consumers } from "../consumer/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { guardStatements } from "../guards.ts";
import { readIdentity } from "../identity/queries.ts";
import { identities } from "../identity/table.ts";
import { accountMessageStore } from "../message/account_queries.ts";
import { oweNews } from "../message/owe_news.ts";
import { consumerSessions } from "./table.ts";

function readSession(row: Row, prefix = ""): ConsumerSession {
  const columns = new Columns(row, prefix);
  return {
    sessionId: columns.text("session_id") as SessionId,
    tokenDigest: columns.text("token_digest"),
    consumerId: columns.text("consumer_id") as ConsumerId,
    proof: columns.text("proof") as Proof,
    client: columns.text("client"),
    knownSince: columns.intOrNone("known_since") as ConsumerSession["knownSince"],
    createdAt: instant(columns.int("created_at")),
    seenAt: instant(columns.int("seen_at")),
    expiresAt: instant(columns.int("expires_at")),
    steppedUp: readStepUp(columns),
  };
}

function readStepUp(columns: Columns): StepUp | undefined {
  if (columns.isNone("stepped_up_by")) return undefined;
  return {
    factor: columns.text("stepped_up_by") as StepUp["factor"],
    at: instant(columns.int("stepped_up_at")),
    purpose: columns.text("stepped_up_for") as StepUp["purpose"],
    digest: columns.text("stepped_up_digest"),
  };
}

function readHere(row: Row): SessionConsumer {
  return {
    ...readWithCards(row),
    session: readSession(row, "s_"),
    identity: new Columns(row, "i_").isNone("issuer") ? undefined : readIdentity(row, "i_"),
  };
}

const at = sql.placeholder;
const sessionRow = pack([consumerSessions, ""]);
const here = pack([consumers, ""], [consumerCards, "k_"], [consumerSessions, "s_"], [
  identities,
  "i_",
]);

const whileOpen = (which: SQL) =>
  and(
    which,
    gt(consumerSessions.expiresAt, at("now")),
    gt(consumerSessions.seenAt, at("idleSince")),
  );
// No longer than the identity it began with is theirs; one that a passkey began ends with the event that removes it.
const consumerIn = prepare(
  build.select(here.fields).from(consumerSessions)
    .innerJoin(consumers, eq(consumers.consumerId, consumerSessions.consumerId))
    .leftJoin(
      identities,
      and(
        eq(identities.consumerId, consumerSessions.consumerId),
        eq(identities.issuer, consumerSessions.proof),
      ),
    )
    .leftJoin(consumerCards, eq(consumerCards.consumerId, consumers.consumerId))
    .where(whileOpen(sql`${eq(consumerSessions.tokenDigest, at("tokenDigest"))}
      and (${consumerSessions.proof} = 'passkey' or ${identities.issuer} is not null)`)),
);
const openBeside = prepare(
  build.select(sessionRow.fields).from(consumerSessions)
    .where(whileOpen(sql`${consumerSessions.consumerId} = (
      select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")}
        and expires_at > ${at("now")} and seen_at > ${at("idleSince")})`))
    .orderBy(desc(consumerSessions.createdAt)),
);

const insert = prepare(
  build.insert(consumerSessions).values({
    tokenDigest: at("tokenDigest"),
    sessionId: at("sessionId"),
    consumerId: at("consumerId"),
    proof: at("proof"),
    client: at("client"),
    knownSince: at("knownSince"),
    createdAt: at("createdAt"),
    seenAt: at("seenAt"),
    expiresAt: at("expiresAt"),
  }),
);
/** Its holder has just shown that they have the phone. */
const answered = prepare(
  build.update(identities).set({ provedAt: sql`max(coalesce(proved_at, 0), ${at("now")})` })
    .where(and(eq(identities.consumerId, at("consumerId")), eq(identities.issuer, sql`'phone'`))),
);
const sweep = prepare(
  build.delete(consumerSessions).where(sql`token_digest in (
    select token_digest from consumer_sessions where expires_at <= ${at("now")} limit 50)`),
);
const makeRoom = prepare(
  build.delete(consumerSessions).where(sql`token_digest in (
    select token_digest from consumer_sessions where consumer_id = ${at("consumerId")}
    order by seen_at desc limit -1 offset ${at("others")})`),
);
const keepCards = prepare(
  build.insert(consumerCards).values({ consumerId: at("consumerId"), sealed: at("sealed") })
    .onConflictDoUpdate({
      target: consumerCards.consumerId,
      set: { sealed: sql`excluded.sealed` },
    }),
);
const stepUp = prepare(
  build.update(consumerSessions).set({
    tokenDigest: sql`${at("next")}`,
    seenAt: sql`max(seen_at, ${at("at")})`,
    steppedUpBy: sql`${at("factor")}`,
    steppedUpAt: sql`${at("at")}`,
    steppedUpFor: sql`${at("purpose")}`,
    steppedUpDigest: sql`${at("digest")}`,
  }).where(eq(consumerSessions.tokenDigest, at("tokenDigest"))).returning(),
);
const touch = prepare(
  build.update(consumerSessions).set({ seenAt: sql`max(seen_at, ${at("now")})` })
    .where(eq(consumerSessions.tokenDigest, at("tokenDigest"))),
);
const end = prepare(
  build.delete(consumerSessions).where(eq(consumerSessions.tokenDigest, at("tokenDigest"))),
);
const endOne = prepare(
  build.delete(consumerSessions).where(and(
    eq(consumerSessions.sessionId, at("ended")),
    eq(consumerSessions.consumerId, at("consumerId")),
  )),
);
const endAll = prepare(
  build.delete(consumerSessions).where(eq(consumerSessions.consumerId, at("consumerId"))),
);

const awake = (now: Instant) => ({ now, idleSince: after(now, milliseconds(-SESSION_IDLE)) });

export const sessionStore: SessionStore = {
  consumerIn: (tokenDigest, now) =>
    first(here, consumerIn({ tokenDigest, ...awake(now) }), readHere),
  openBeside: (tokenDigest, now) =>
    all(sessionRow, openBeside({ tokenDigest, ...awake(now) }), (row) => readSession(row)),
  begin: ({ steppedUp: _, ...session }, { sealedCards, instead, lang, newsId }) => {
    const { consumerId, client, createdAt, proof } = session;
    return {
      statements: [
        ...guardStatements({ not_erased: consumerId }),
        sweep({ now: session.createdAt }),
        ...(instead === undefined ? [] : [end({ tokenDigest: instead })]),
        makeRoom({ consumerId, others: SESSIONS_MAX - 1 }),
        insert({ ...session, knownSince: session.knownSince ?? null }),
        ...(session.proof === "phone" ? [answered({ consumerId, now: createdAt })] : []),
        ...(sealedCards === undefined ? [] : [keepCards({ consumerId, sealed: sealedCards })]),
        ...(lang === undefined ? [] : accountMessageStore.speak(consumerId, lang).statements),
        ...(newsId === undefined
          ? []
          : [oweNews({ consumerId, news: { kind: "new_device", client, proof } }, {
            messageId: newsId,
            at: createdAt,
          })]),
      ],
    };
  },
  stepUp: (tokenDigest, { tokenDigest: next, steppedUp }) => ({
    statements: [stepUp({ tokenDigest, next, ...steppedUp })],
  }),
  touch: (tokenDigest, now) => ({ statements: [touch({ tokenDigest, now })] }),
  end: (tokenDigest) => ({ statements: [end({ tokenDigest })] }),
  endOf: (consumerId, ended) => ({
    statements: [ended === "all" ? endAll({ consumerId }) : endOne({ consumerId, ended })],
  }),
};
