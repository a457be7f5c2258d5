/** Where the sign page stands in the world, which the signing itself does not know. */
export interface Place {
  /** Absolute; what the code carries and a phone opens. */
  readonly signUrl: string;
  /** Opens this page inside the app; absent where no app is known to us. */
  readonly appUrl: string | undefined;
  /** Messages land on a page of ours: the sandbox. */
  readonly inbox: boolean;
  /** A shared screen: whoever is at it, nothing is signed here and nobody is named. */
  readonly screen: boolean;
  /** Addresses a phone lets its app open; a desk has no app, so it is shown the code first. */
  readonly phone: boolean;
}
