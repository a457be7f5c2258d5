import { byCaller } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import { ok, rejected, type Result } from "../result.ts";

/** A table of more columns nobody reads. */
const METADATA_KEYS_MAX = 10;
const KEY = /^(?!__proto__$)[0-9A-Za-z_.-]{1,40}$/;

export type ChooseMetadataRefusal =
  | { readonly code: "metadata_key_wrong"; readonly key: string }
  | { readonly code: "metadata_keys_many" }
  /** Somebody else was first; nothing is overwritten unseen. */
  | { readonly code: "statement_options_changed" };

export interface ChooseMetadata {
  readonly caller: StaffCaller;
  readonly keys: readonly string[];
  /** Of what was chosen as whoever changes it saw it. */
  readonly version: number;
}

/** Chooses which metadata of its orders a number sees as columns of its statements, from the next one on. */
export async function chooseMetadata(
  deps: Deps,
  { caller, keys, version }: ChooseMetadata,
): Promise<Result<undefined, ChooseMetadataRefusal>> {
  const wrong = keys.find((key) => !KEY.test(key));
  if (wrong !== undefined) return rejected({ code: "metadata_key_wrong", key: wrong });
  if (keys.length > METADATA_KEYS_MAX) return rejected({ code: "metadata_keys_many" });
  const { merchantNo } = caller;
  const [merchant] = await deps.load(deps.merchants.byNo(merchantNo));
  const conflict = await conflictOf(deps.commit([{
    type: "statement_options.set",
    merchantNo,
    metadataKeys: [...new Set(keys)],
    version: version + 1,
    eventId: deps.newId("evt"),
    at: merchant ? merchantNow(merchant, deps.now()) : deps.now(),
    by: byCaller(caller),
  }]));
  return conflict ? rejected({ code: "statement_options_changed" }) : ok(undefined);
}
