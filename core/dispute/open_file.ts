import type { Deps } from "../deps.ts";
import type { Dispute } from "./dispute.ts";
import { type DisputeFile, fileContext } from "./dispute_file.ts";

export interface OpenedFile {
  readonly file: DisputeFile;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** A file of a dispute that whoever asks may see; undefined where it has no such file. */
export async function openFile(
  { load, disputes, vault }: Pick<Deps, "load" | "disputes" | "vault">,
  { disputeId, files }: Dispute,
  sha256: string,
): Promise<OpenedFile | undefined> {
  const file = files.find((each) => each.sha256 === sha256);
  if (!file) return undefined;
  const [sealed] = await load(disputes.sealedFile(disputeId, sha256));
  if (sealed === undefined) throw new TypeError(`Cannot open ${sha256} of ${disputeId}: missing`);
  const content = await vault.open(sealed, fileContext(disputeId, sha256));
  return { file, content: Uint8Array.fromBase64(content) };
}
