import type { BlockId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Block, BlockKind, BlockState } from "./block.ts";
import type { ListedAs } from "./listed_as.ts";

export interface BlockPage {
  readonly state: BlockState;
  /** Only older ones. */
  readonly past: BlockId | undefined;
  readonly max: number;
}

export interface BlockStore {
  byId(blockId: BlockId): Query<Block | undefined>;
  /** The newest first. */
  list(page: BlockPage): Query<readonly Block[]>;
  /** Those of these digests that are in force. */
  inForce(digests: readonly string[]): Query<readonly Block[]>;
  /** By what a person or a card is on the list now; nothing for one that is not. */
  findsBy(listed: ListedAs): Query<readonly BlockKind[]>;
  /** Whether the person of this session is on the list. */
  findsSession(tokenDigest: string): Query<boolean>;
  /** How many consumers a block is about, of those we know. */
  peopleBehind(digest: string): Query<number>;
}
