import type { WalletChannel } from "../channel/channel.ts";
import type { Mode } from "../merchant/merchant.ts";

/** An account of a company at a bank. */
export interface BankAccount {
  readonly accountName: string;
  readonly accountNo: string;
  readonly bankName: string;
  /** The bank's number in the payment systems (行号), 12 digits. */
  readonly bankCode: string;
}

/** The account that transfers go to now: only orders of numbers of its mode are paid there. */
export interface TransferAccount {
  readonly mode: Mode;
  readonly payee: BankAccount;
  /** The accounts from which channels pay what they have cleared. */
  readonly channelPayers: readonly string[];
  /** The same of wallet apps that pay out of balances, by name. */
  readonly walletPayers?: Readonly<Record<string, readonly string[]>>;
}

/** Whose money comes from this account; undefined where it may be anybody's. */
export function payerChannel(
  account: Pick<TransferAccount, "channelPayers" | "walletPayers"> | undefined,
  accountNo: string,
): WalletChannel | "channels" | undefined {
  if (account?.channelPayers.includes(accountNo)) return "channels";
  const names = Object.entries(account?.walletPayers ?? {});
  const found = names.find(([, accounts]) => accounts.includes(accountNo));
  return found && `wallet:${found[0]}`;
}

/** What an order that is paid by bank transfer asks for; the account as it was when the order was placed. */
export interface Transfer {
  /** Unique; it says which order a transfer is for, and nothing else. */
  readonly remittanceCode: string;
  readonly payee: BankAccount;
  readonly buyerName: string | undefined;
  /** 票款一致: only money from the buyer's own account settles the order by itself. */
  readonly payerMustBeBuyer: boolean;
}

/** As the API and webhooks show it. */
export function transferResource(
  { remittanceCode, payee, buyerName, payerMustBeBuyer }: Transfer,
) {
  return {
    remittance_code: remittanceCode,
    payee: {
      account_name: payee.accountName,
      account_no: payee.accountNo,
      bank_name: payee.bankName,
      bank_code: payee.bankCode,
    },
    buyer_name: buyerName ?? null,
    payer_must_be_buyer: payerMustBeBuyer,
  };
}
