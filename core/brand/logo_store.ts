import type { Query } from "../query.ts";
import type { LogoType } from "./brand.ts";

export interface StoredLogo {
  readonly type: LogoType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface LogoStore {
  /** Whoever put it up. */
  byDigest(digest: string): Query<StoredLogo | undefined>;
}
