/** A mail to one of the staff. Sent by the mail port; in the sandbox it lands at /sandbox/inbox. */
export interface Mail {
  /** The same each time it is sent again, so that a provider can drop duplicates. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Throws when the mail was not handed over, or that is unknown; returns within seconds. */
export type SendMail = (mail: Mail) => Promise<void>;
