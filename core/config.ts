import type { Budgets } from "./budget/budget.ts";
import type { LimitReading } from "./limit/daily_limit.ts";
import type { Money } from "./money.ts";
import type { WalletApp } from "./wallet_app/wallet_app.ts";
import type { Duration } from "./time.ts";
import type { RailTable } from "./transfer/rail.ts";
import type { TransferAccount } from "./transfer/transfer.ts";

/** How to check and reach the institution; whatever is undefined, pages leave out. */
export interface Imprint {
  /** Number of its payment licence. */
  readonly licence: string | undefined;
  /** Service number for consumers. */
  readonly phone: string | undefined;
  readonly termsUrl: string | undefined;
  readonly privacyUrl?: string | undefined;
}

/** What of an invoice over fees only the institution knows. */
export interface InvoiceTerms {
  /** Its own unified social credit code. */
  readonly taxNo: string | undefined;
  /** In hundredths of a percent; undefined where none is configured. */
  readonly taxRate: number | undefined;
}

export interface Config {
  /** Origin without a trailing slash, e.g. `https://pay.example`. */
  readonly publicUrl: string;
  /** True when PUBLIC_URL was set: then a signed request's `htu` must be exactly under it. */
  readonly publicUrlFixed: boolean;
  readonly institution: string;
  readonly imprint: Imprint;
  readonly invoice?: InvoiceTerms | undefined;
  /** Demo mode: sandbox pages, the demo receiver, and webhooks to http and loopback addresses. */
  readonly demo: boolean;
  /** Sandbox channel and test helpers for test-mode merchants. */
  readonly sandbox: boolean;
  readonly webhookAllowPrivate: boolean;
  /** How daily limits are counted: across all merchants, or per merchant. */
  readonly limitScope: LimitReading;
  /** What a consumer may pay a day with an e-signature and a factor of another kind; undefined: as without. */
  readonly agreedDailyLimit: Money | undefined;
  /** How long before a charge of a periodic plan its consumer must be notified. */
  readonly preNoticeLead: Duration;
  /** Staff are signed out after doing nothing for so long, and after so long in any case. */
  readonly staffSessionIdle: Duration;
  readonly staffSessionLife: Duration;
  /** What strangers may try how often. */
  readonly budgets: Budgets;
  /** Apps that are believed who is using them; none by default. */
  readonly walletApps: readonly WalletApp[];
  /** Addresses and ranges whose `X-Forwarded-For` is believed; none by default. */
  readonly trustedProxies: readonly string[];
  /** Where bank transfers for orders go; undefined where none are taken. */
  readonly transferAccount: TransferAccount | undefined;
  readonly rails: readonly RailTable[];
}
