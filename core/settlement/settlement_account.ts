import type { MerchantNo, SettlementAccountId } from "../id.ts";
import type { Vault } from "../secret/vault.ts";
import type { Instant } from "../time.ts";

/** Where a merchant number's money is settled to: a bank account, never what somebody pays from. */
export interface SettlementAccount {
  readonly accountId: SettlementAccountId;
  readonly merchantNo: MerchantNo;
  readonly masked: MaskedAccount;
  /** Keyed: the same account is the same digest. Undefined for what is older than digests. */
  readonly accountDigest: string | undefined;
  /** `BankAccount` as JSON. */
  readonly sealed: string;
  readonly state: "in_force" | "replaced";
  readonly inForceFrom: Instant;
  readonly version: number;
}

/** What an answer, an event or a page may show. */
export interface MaskedAccount {
  readonly bank: string;
  readonly lastFour: string;
  readonly holder: string;
}

export interface BankAccount {
  readonly bank: string;
  readonly holder: string;
  readonly accountNo: string;
}

const ACCOUNT_NO = /^[0-9]{8,32}$/;

export function isAccountNo(text: string): boolean {
  return ACCOUNT_NO.test(text);
}

export function masked({ bank, holder, accountNo }: BankAccount): MaskedAccount {
  return { bank, lastFour: accountNo.slice(-4), holder: maskedHolder(holder) };
}

/** The first character, and the last of what is longer than a person's name: 青******司. */
function maskedHolder(holder: string): string {
  const characters = [...holder];
  const [first = ""] = characters;
  const last = characters.length > 4 ? characters.at(-1) ?? "" : "";
  return first + "*".repeat(Math.max(1, characters.length - 1 - last.length)) + last;
}

/** Where the sealed account is stored: it opens nowhere else. */
export const accountContext = (accountId: string) => `settlement_accounts.sealed.${accountId}`;

export function digestAccount(
  vault: Pick<Vault, "mac">,
  { accountNo }: BankAccount,
): Promise<string> {
  return vault.mac("settlement account", accountNo);
}

export function sealAccount(
  vault: Pick<Vault, "seal">,
  accountId: SettlementAccountId,
  account: BankAccount,
): Promise<string> {
  return vault.seal(JSON.stringify(account), accountContext(accountId));
}

export async function openAccount(
  vault: Pick<Vault, "open">,
  { sealed, accountId }: Pick<SettlementAccount, "sealed" | "accountId">,
): Promise<BankAccount> {
  return JSON.parse(await vault.open(sealed, accountContext(accountId)));
}
