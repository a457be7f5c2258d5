import type { Difference } from "../../core/difference/difference.ts";
import type { Comment } from "../../core/difference/difference_store.ts";
import type { StaffId } from "../../core/id.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import type { Instant } from "../../core/time.ts";
import type { Who } from "../staff/desk.tsx";
import type { Lang } from "../words.ts";
import type { ReconciliationError } from "./words.ts";

export interface TypedSettling {
  readonly way: string;
  readonly why: string;
}

export interface DifferenceProps {
  readonly lang: Lang;
  readonly difference: Difference;
  readonly fileName: string | undefined;
  /** The oldest first. */
  readonly comments: readonly Comment[];
  readonly names: ReadonlyMap<StaffId, string>;
  /** The newest first. */
  readonly proposals: readonly Proposal[];
  readonly who: Who;
  readonly now: Instant;
  readonly formError?: ReconciliationError | undefined;
  readonly typed?: TypedSettling | undefined;
  readonly typedComment?: string | undefined;
}
