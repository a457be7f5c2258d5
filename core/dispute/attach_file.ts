import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DisputeId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type DisputeNotFound, type DisputeOver, over } from "./answer_dispute.ts";
import { type Dispute, isWaiting, nextFacts } from "./dispute.ts";
import {
  type DisputeFile,
  fileContext,
  type FileFlaw,
  fileName,
  FILES_MAX,
  typeOfFile,
} from "./dispute_file.ts";

export type AttachRefusal =
  | FileFlaw
  | DisputeNotFound
  | DisputeOver
  | { readonly code: "files_too_many"; readonly max: number };

/** While somebody may still read it to decide: also what the channel took, which the institution can contest there. */
export function takesFiles(dispute: Dispute): boolean {
  return isWaiting(dispute) || dispute.state === "charged_back";
}

/** The merchant attaches a file, sealed, for the payer and the institution to read. The same again changes nothing. */
export async function attachFile(
  deps: Deps,
  { caller, disputeId, name, content }: {
    readonly caller: StaffCaller;
    readonly disputeId: DisputeId;
    readonly name: string;
    readonly content: Uint8Array<ArrayBuffer>;
  },
): Promise<Result<Dispute, AttachRefusal>> {
  const type = typeOfFile(content);
  if (!type.ok) return type;
  const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", content)).toHex();
  let sealed: string | undefined;
  return await retryOnConflict(async () => {
    const [merchant, dispute] = await deps.load(
      deps.merchants.calling(caller),
      deps.disputes.ownById(caller, disputeId),
    );
    if (!merchant || !dispute) {
      return rejected({ code: "dispute_not_found", dispute_id: disputeId });
    }
    if (dispute.files.some((each) => each.sha256 === sha256)) return ok(dispute);
    if (!takesFiles(dispute)) return rejected(over(dispute));
    if (dispute.files.length >= FILES_MAX) {
      return rejected({ code: "files_too_many", max: FILES_MAX });
    }
    sealed ??= await deps.vault.seal(content.toBase64(), fileContext(disputeId, sha256));
    const at = merchantNow(merchant, deps.now());
    const file: DisputeFile = {
      sha256,
      name: fileName(name, type.value),
      type: type.value,
      bytes: content.length,
      attachedAt: at,
    };
    const attached: Dispute = {
      ...dispute,
      ...nextFacts(dispute),
      files: [...dispute.files, file],
    };
    const eventId = deps.newId("evt");
    await deps.commit([{
      type: "dispute.file_attached",
      dispute: attached,
      file,
      sealed,
      eventId,
      at,
      by: byCaller(caller),
    }]);
    return ok(attached);
  });
}
