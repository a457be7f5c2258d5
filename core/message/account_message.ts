import type { Consumer } from "../consumer/consumer.ts";
import type { Identity } from "../identity/identity.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { AccountNews } from "./account_news.ts";
import type { Delivering } from "./message_store.ts";

/** As it is kept, and shown in the wallet. */
export interface AccountMessage {
  /** The same however often it is sent. */
  readonly messageId: string;
  readonly news: AccountNews;
  readonly at: Instant;
  /** When it was handed over; undefined while it is not, or no phone is known. */
  readonly toldAt: Instant | undefined;
}

/** One that is to be sent, with the phones that it goes to. */
export interface OwedAccountMessage extends AccountMessage {
  readonly consumer: Consumer;
  /** That opens the account; undefined where none does. */
  readonly phone: Pick<Identity, "subject" | "sealedPhone"> | undefined;
  /** That was theirs until then, sealed with `formerPhoneContext`. */
  readonly formerPhone: string | undefined;
  /** The sandbox has made up who they are: a phone that nobody has proved may be a stranger's. */
  readonly madeUp: boolean;
  readonly lang: "zh" | "en";
  readonly tries: number;
}

export interface AccountMessageStore extends Delivering {
  due(now: Instant, max: number): Query<readonly OwedAccountMessage[]>;
  /** Of this session's person, the latest first; another query says whether the session is still valid. */
  ofSession(tokenDigest: string, max: number): Query<readonly AccountMessage[]>;
  /** What they are told is in this language from now on. */
  speak(consumerId: Consumer["consumerId"], lang: "zh" | "en"): Unit;
}

export const formerPhoneContext = (messageId: string) =>
  `account_messages.sealed_phone.${messageId}`;
