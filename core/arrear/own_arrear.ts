import type { ChannelName } from "../channel/channel.ts";
import type { ContractState } from "../contract/contract.ts";
import type { Arrear } from "./arrear.ts";

/** What somebody owes, with whom it was charged by. */
export type OwnArrear = Arrear & {
  readonly payee: string;
  readonly channel: ChannelName;
  readonly contractState: ContractState;
};
