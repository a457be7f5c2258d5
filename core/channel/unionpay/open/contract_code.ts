import { type ContractId, parseId } from "../../../id.ts";

/** Our contract's id as the platform carries it: letters and digits. */
export function gatewayNo(contractId: ContractId): string {
  return contractId.replace("_", "");
}

/** Which contract of ours such a code names. */
export function contractIdIn(code: string | undefined): ContractId | undefined {
  const [, ulid] = /^ctr([0-9A-Z]{26})$/.exec(code ?? "") ?? [];
  return ulid === undefined ? undefined : parseId("ctr", `ctr_${ulid}`);
}
