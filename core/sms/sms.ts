/** A message to a consumer's phone. Sent by the SMS port; in the sandbox it lands at /sandbox/inbox. */
export interface Sms {
  readonly phone: string;
  readonly text: string;
}

/** Throws when the message could not be handed over. */
export type SendSms = (sms: Sms) => Promise<void>;
