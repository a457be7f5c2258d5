/** Where the sign page is open, which the signing itself does not know. */
export interface Place {
  /** Absolute; the content of the code, which a phone opens. */
  readonly signUrl: string;
  /** Opens this page inside the app; absent where no app is known to us. */
  readonly appUrl: string | undefined;
  /** Messages land on one of our own pages: the sandbox. */
  readonly inbox: boolean;
  /** URLs that a phone opens in its app; a desktop has no app, so it shows the code first. */
  readonly phone: boolean;
}
