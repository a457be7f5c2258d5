/** A message to somebody's phone. Sent by the SMS port; in the sandbox it lands at /sandbox/inbox. */
export interface Sms {
  /** The same each time a message is resent, so that a provider can drop duplicates; absent when it is never resent. */
  readonly messageId?: string;
  readonly phone: string;
  /** Of test mode: nobody has this phone, or somebody who knows nothing of it. No provider gets it. */
  readonly test: boolean;
  readonly text: string;
}

/** Throws when the message was not handed over, or that is unknown; returns within seconds. */
export type SendSms = (sms: Sms) => Promise<void>;
