import type { ScreenId, SessionId, StaffId } from "../id.ts";

/** Somebody at a page of ours. What they do ends with their session: `within` must still be open in the write. */
export type PresentActor =
  | {
    readonly type: "staff";
    readonly staffId: StaffId;
    readonly within?: SessionId | undefined;
  }
  /** Whoever knows the PIN of a shop's till. */
  | {
    readonly type: "till";
    readonly screenId: ScreenId;
    readonly within?: SessionId | undefined;
  };
