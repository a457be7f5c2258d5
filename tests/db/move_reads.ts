import type { Listing } from "../../core/listing.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Query } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { channelFileStore } from "../../db/channel_file/queries.ts";
import { contractStore } from "../../db/contract/queries.ts";

const caller: Caller = { type: "secret_key", digest: "d" };
const now = instant(0);
const first: Listing = {
  limit: 21,
  order: "newest",
  past: undefined,
  from: undefined,
  to: undefined,
};
const beyond: Listing = { ...first, past: "ctr_01KAG8M0000000000000000001" };
const oldest: Listing = { ...first, order: "oldest" };

/** Of contracts that have to be signed again, and of files that were fetched. */
export const moveReads: Readonly<Record<string, Query<unknown>>> = {
  "contracts.toSignAgain": contractStore.toSignAgain(caller, first, {}, now),
  "contracts.toSignAgain beyond": contractStore.toSignAgain(caller, beyond, {}, now),
  "contracts.toSignAgain oldest": contractStore.toSignAgain(caller, oldest, {}, now),
  "contracts.toSignAgain by state": contractStore.toSignAgain(
    caller,
    first,
    { state: "active" },
    now,
  ),
  "contracts.toSignAgain by code": contractStore.toSignAgain(
    caller,
    first,
    { contract_code: "x" },
    now,
  ),
  "contracts.searchToSignAgain": contractStore.searchToSignAgain(caller, first, {}, now).rows,
  "contracts.move": contractStore.move(caller),
  "channelFiles.toImport": channelFileStore.toImport(10),
  "channelFiles.refused": channelFileStore.refused(10),
};
