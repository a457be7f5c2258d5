import { and, eq, gt, sql } from "drizzle-orm";
import type { ChallengeStore } from "../../core/passkey/challenge_store.ts";
import { build, prepare } from "../engine/statement.ts";
import { passkeyChallenges } from "./table.ts";

const at = sql.placeholder;

const sweep = prepare(
  build.delete(passkeyChallenges).where(sql`digest in (
    select digest from passkey_challenges where expires_at <= ${at("now")} limit 50)`),
);
const put = prepare(
  build.insert(passkeyChallenges).values({
    digest: at("digest"),
    subject: at("subject"),
    text: at("text"),
    expiresAt: at("expiresAt"),
  }),
);
const take = prepare(
  build.delete(passkeyChallenges).where(and(
    eq(passkeyChallenges.digest, at("digest")),
    eq(passkeyChallenges.subject, at("subject")),
    gt(passkeyChallenges.expiresAt, at("now")),
  )).returning(),
);

export const challengeStore: ChallengeStore = {
  put: (challenge, now) => ({
    statements: [sweep({ now }), put({ ...challenge, text: challenge.text ?? null })],
  }),
  take: ({ digest, subject }, now) => ({ statements: [take({ digest, subject, now })] }),
};
