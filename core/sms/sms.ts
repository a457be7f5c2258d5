/** A message to a consumer's phone. Sent by the SMS port; in the sandbox it lands at /sandbox/inbox. */
export interface Sms {
  /**
   * The same each time one message is sent again, so that a provider can drop what it has already; absent when it is
   * never sent again.
   */
  readonly messageId?: string;
  readonly phone: string;
  readonly text: string;
}

/** Throws when the message could not be handed over, or nobody knows; answers within seconds. */
export type SendSms = (sms: Sms) => Promise<void>;
