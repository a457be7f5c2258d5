import type { LimitReading } from "./limit/daily_limit.ts";
import type { Duration } from "./time.ts";

export interface Config {
  /** Origin without a trailing slash, e.g. `https://pay.example`. */
  readonly publicUrl: string;
  /** True when PUBLIC_URL was set: then a signed request's `htu` must be exactly under it. */
  readonly publicUrlFixed: boolean;
  readonly institution: string;
  /** Demo mode: sandbox pages, demo receiver, http receivers and loopback allowed. */
  readonly demo: boolean;
  /** Sandbox channel and test helpers for test-mode merchants. */
  readonly sandbox: boolean;
  readonly webhookAllowPrivate: boolean;
  /** How the day's limit of static codes adds up: over all merchants, or at each one by itself. */
  readonly limitScope: LimitReading;
  /** How long before a charge of a periodic plan its consumer must have been told. */
  readonly preNoticeLead: Duration;
}
