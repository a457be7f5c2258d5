import type { ResolutionId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Resolution, UnclearId } from "./resolution.ts";

export interface ResolutionStore {
  byId(resolutionId: ResolutionId): Query<Resolution | undefined>;
  /** Newest first, whatever became of them. */
  of(unclearId: UnclearId): Query<readonly Resolution[]>;
}
