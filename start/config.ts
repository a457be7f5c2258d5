import ipaddr from "ipaddr.js";
import * as z from "zod";
import { budgets } from "../core/budget/budget.ts";
import type { Config, Imprint, InvoiceTerms } from "../core/config.ts";
import { isLicenceNo } from "../core/enterprise/enterprise.ts";
import { limitReadings } from "../core/limit/daily_limit.ts";
import { SANDBOX_APP, sandboxWalletApp } from "../core/wallet_app/sandbox_wallet_app.ts";
import type { WalletBalances } from "../core/wallet_app/wallet_app.ts";
import { dailyCaps } from "../core/method/verification.ts";
import { AMOUNT_FEN_MAX, cny } from "../core/money.ts";
import { hours, minutes } from "../core/time.ts";
import { rails } from "../core/transfer/rails.ts";
import { logLevels } from "./log.ts";
import { operatorText } from "./operator_text.ts";
import { demoAccount, readRails, readTransferAccount } from "./transfer_settings.ts";

/** What the environment says, validated once; everything after that relies on it. */
export interface Settings {
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string;
  readonly databaseAuthToken: string | undefined;
  /** How long a request waits for one answer of the database, in ms. */
  readonly databaseDeadlineMs: number;
  /** Text for `createVault`; absent only in demo mode, which makes its own. */
  readonly secrets: string | undefined;
  readonly institution: string;
  readonly imprint: Imprint;
  readonly invoice: InvoiceTerms;
  readonly demo: boolean;
  readonly sandbox: boolean;
  readonly webhookAllowPrivate: boolean;
  readonly limitScope: Config["limitScope"];
  readonly agreedDailyLimit: Config["agreedDailyLimit"];
  readonly preNoticeHours: number;
  readonly staffSessionIdleMinutes: number;
  readonly staffSessionHours: number;
  /** Where mails to staff are handed over; undefined when nobody is mailed. */
  readonly mailUrl: string | undefined;
  readonly mailToken: string | undefined;
  /** Where text messages to consumers are handed over; undefined when nobody takes them. */
  readonly smsUrl: string | undefined;
  readonly smsToken: string | undefined;
  /** Apps that are believed who is using them. */
  readonly walletApps: Config["walletApps"];
  /** In CIDR notation. */
  readonly trustedProxies: readonly string[];
  readonly transferAccount: Config["transferAccount"];
  readonly rails: Config["rails"];
  readonly logLevel: (typeof logLevels)[number];
  /** Deno exports what it is told, by its own OTEL variables. */
  readonly telemetry: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment is invalid; `message` names every wrong variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const DEFAULT_PORT = 8000;
const DEFAULT_DATABASE_DEADLINE_MS = 8_000;
const DEFAULT_DATABASE_URL = "file:.data/countersign.db";

const DEMO_AGREED_FEN = 5_000_000;

/** Invented, and seen to be. */
const demoImprint: Imprint = {
  licence: "Z0000000000000",
  phone: "000-0000-0000",
  termsUrl: "https://example.com/",
};

const flag = z.enum(["0", "1", "false", "true"]).transform((text) =>
  text === "1" || text === "true"
);

const wholeNumber = (unit: string, least: number, most: number) =>
  z.string().regex(/^\d{1,3}$/, `expected a whole number of ${unit}`).transform(Number)
    .refine((number) => number >= least && number <= most, `expected ${least} to ${most}`);

const environment = z.object({
  PORT: z.string().regex(/^\d{1,5}$/, "expected a whole number").transform(Number)
    .refine((port) => port <= 65_535, "expected at most 65535").optional(),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: z.string().transform(toOrigin).optional(),
  DATABASE_URL: z.string()
    .regex(/^(file:|libsql:\/\/|https?:\/\/|wss?:\/\/)./, "expected file:…, libsql://… or http://…")
    .optional(),
  DATABASE_AUTH_TOKEN: z.string().min(1).optional(),
  DATABASE_DEADLINE_MS: z.string().regex(/^\d{1,5}$/, "expected whole milliseconds")
    .transform(Number)
    .refine((ms) => ms >= 100 && ms <= 60_000, "expected 100 to 60000").optional(),
  SECRETS: z.string().min(1).optional(),
  INSTITUTION: operatorText(64).optional(),
  INSTITUTION_LICENCE: z.string()
    .regex(/^[\p{L}\p{N}（）() -]{1,64}$/u, "expected letters, figures, spaces, - and brackets")
    .optional(),
  INSTITUTION_PHONE: z.string()
    .regex(/^\+?\d[\d -]{1,22}\d$/, "expected a phone number such as 400-000-0000").optional(),
  INSTITUTION_TERMS_URL: z.string().transform(toWebUrl).optional(),
  INVOICE_TAX_NO: z.string().refine(isLicenceNo, "expected a unified social credit code")
    .optional(),
  INVOICE_TAX_RATE: z.string().regex(/^\d{1,2}(\.\d{1,2})?$/, "expected a percentage such as 6")
    .transform((percent) => Math.round(Number(percent) * 100)).optional(),
  DEMO: flag.optional(),
  SANDBOX: flag.optional(),
  WEBHOOK_ALLOW_PRIVATE: flag.optional(),
  LIMIT_SCOPE: z.enum(limitReadings).optional(),
  AGREED_DAILY_LIMIT: z.string().regex(/^\d{1,10}$/, "expected whole fen").transform(Number)
    .refine(
      (fen) => fen === 0 || (fen >= dailyCaps.B.fen && fen <= AMOUNT_FEN_MAX),
      `expected 0, or ${dailyCaps.B.fen} to ${AMOUNT_FEN_MAX} fen`,
    ).optional(),
  PRE_NOTICE_HOURS: wholeNumber("hours", 1, 720).optional(),
  STAFF_SESSION_IDLE_MINUTES: wholeNumber("minutes", 1, 60).optional(),
  STAFF_SESSION_HOURS: wholeNumber("hours", 1, 24).optional(),
  MAIL_URL: z.url({ protocol: /^https?$/, error: "expected https://…" }).optional(),
  MAIL_TOKEN: z.string().min(1).optional(),
  SMS_URL: z.url({ protocol: /^https?$/, error: "expected https://…" }).optional(),
  SMS_TOKEN: z.string().min(1).optional(),
  WALLET_APPS: z.string().transform(toWalletApps).optional(),
  WALLET_BALANCES: z.string().transform(toWalletBalances).optional(),
  TRUSTED_PROXIES: z.string().transform(toRanges).optional(),
  TRANSFER_ACCOUNT: z.string().transform(readTransferAccount).optional(),
  TRANSFER_RAILS: z.string().transform(readRails).optional(),
  LOG_LEVEL: z.enum(logLevels).optional(),
  OTEL_DENO: flag.optional(),
  OTEL_DENO_TRACING: z.string().optional(),
  OTEL_DENO_CONSOLE: z.string().optional(),
});

/**
 * Settings from environment variables; an empty variable counts as absent. Demo mode is the default when nothing that
 * matters is configured: no secrets, no database, no public URL. `DEMO=1` turns it on, `DEMO=0` turns it off.
 * Throws ConfigError naming every wrong variable.
 */
export function readSettings(env: Environment): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`Cannot start: ${lines.join("; ")}`);
  }
  const read = parsed.data;

  const configured = read.SECRETS ?? read.DATABASE_URL ?? read.PUBLIC_URL;
  const demo = read.DEMO ?? configured === undefined;
  if (!demo && read.SECRETS === undefined) {
    throw new ConfigError(
      "Cannot start: SECRETS is missing; `deno task secrets` generates a value, and docs/running.md says where to keep it",
    );
  }
  const telemetry = read.OTEL_DENO ?? false;
  // Deno's own spans hold whole URLs, with queries and passwords, and its log whatever a command prints.
  const ownOnly = read.OTEL_DENO_TRACING === "false" && read.OTEL_DENO_CONSOLE === "ignore";
  if (telemetry && !ownOnly) {
    throw new ConfigError(
      "Cannot start: OTEL_DENO needs OTEL_DENO_TRACING=false and OTEL_DENO_CONSOLE=ignore beside it, which turn off what Deno sends by itself, whole URLs among it; the portal's own spans are sent all the same",
    );
  }
  const sandbox = read.SANDBOX ?? demo;
  const agreed = read.AGREED_DAILY_LIMIT ?? (demo ? DEMO_AGREED_FEN : 0);
  const account = read.TRANSFER_ACCOUNT ??
    (demo ? { payee: demoAccount, channelPayers: [] } : undefined);
  return {
    port: read.PORT ?? DEFAULT_PORT,
    host: read.HOST ?? "0.0.0.0",
    publicUrl: read.PUBLIC_URL,
    databaseUrl: read.DATABASE_URL ?? DEFAULT_DATABASE_URL,
    databaseAuthToken: read.DATABASE_AUTH_TOKEN,
    databaseDeadlineMs: read.DATABASE_DEADLINE_MS ?? DEFAULT_DATABASE_DEADLINE_MS,
    secrets: read.SECRETS,
    institution: read.INSTITUTION ?? "Countersign",
    imprint: {
      licence: read.INSTITUTION_LICENCE ?? (demo ? demoImprint.licence : undefined),
      phone: read.INSTITUTION_PHONE ?? (demo ? demoImprint.phone : undefined),
      termsUrl: read.INSTITUTION_TERMS_URL ?? (demo ? demoImprint.termsUrl : undefined),
    },
    invoice: { taxNo: read.INVOICE_TAX_NO, taxRate: read.INVOICE_TAX_RATE },
    demo,
    sandbox,
    webhookAllowPrivate: read.WEBHOOK_ALLOW_PRIVATE ?? demo,
    limitScope: read.LIMIT_SCOPE ?? "account",
    agreedDailyLimit: agreed === 0 ? undefined : cny(agreed),
    staffSessionIdleMinutes: read.STAFF_SESSION_IDLE_MINUTES ?? 15,
    staffSessionHours: read.STAFF_SESSION_HOURS ?? 8,
    preNoticeHours: read.PRE_NOTICE_HOURS ?? 24,
    mailUrl: read.MAIL_URL,
    mailToken: read.MAIL_TOKEN,
    smsUrl: read.SMS_URL,
    smsToken: read.SMS_TOKEN,
    walletApps: withBalances(read.WALLET_APPS ?? [], read.WALLET_BALANCES ?? []),
    trustedProxies: read.TRUSTED_PROXIES ?? [],
    transferAccount: account && { mode: sandbox ? "test" : "live", ...account },
    rails: read.TRANSFER_RAILS ?? rails,
    logLevel: read.LOG_LEVEL ?? (demo ? "warning" : "info"),
    telemetry,
  };
}

/** The part of the settings that the app may know; `port` is the one actually listened on. */
export function configOf(settings: Settings, port: number): Config {
  const publicUrl = settings.publicUrl ?? `http://localhost:${port}`;
  return {
    publicUrl,
    publicUrlFixed: settings.publicUrl !== undefined,
    institution: settings.institution,
    imprint: settings.imprint,
    invoice: settings.invoice,
    demo: settings.demo,
    sandbox: settings.sandbox,
    webhookAllowPrivate: settings.webhookAllowPrivate,
    limitScope: settings.limitScope,
    agreedDailyLimit: settings.agreedDailyLimit,
    preNoticeLead: hours(settings.preNoticeHours),
    staffSessionIdle: minutes(settings.staffSessionIdleMinutes),
    staffSessionLife: hours(settings.staffSessionHours),
    budgets,
    walletApps: settings.sandbox
      ? [...settings.walletApps, sandboxWalletApp(publicUrl)]
      : settings.walletApps,
    trustedProxies: settings.trustedProxies,
    transferAccount: settings.transferAccount,
    rails: settings.rails,
  };
}

/** `name=https://…`, with commas. Only who signs the keys' address proves them, so it is https but on this machine. */
function toWalletApps(text: string, context: z.RefinementCtx): Config["walletApps"] {
  const apps = text.split(",").map((each) => {
    const [, name = "", jwksUrl = ""] = /^\s*([a-z0-9_]{1,32})=(\S+)\s*$/.exec(each) ?? [];
    return isSafe(jwksUrl) && name !== SANDBOX_APP ? { name, jwksUrl } : undefined;
  });
  const known = apps.flatMap((each) => each ?? []);
  if (known.length === apps.length && new Set(known.map(({ name }) => name)).size === apps.length) {
    return known;
  }
  context.addIssue(
    "expected name=https://… of each app's keys, each name once, separated by commas",
  );
  return z.NEVER;
}

function isSafe(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === "https:" ||
    (url?.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname));
}

interface NamedBalances extends WalletBalances {
  readonly name: string;
}

/** `name=https://…` pays live numbers, `name:test=https://…` test numbers; with commas. */
function toWalletBalances(text: string, context: z.RefinementCtx): readonly NamedBalances[] {
  const all = text.split(",").map((each): NamedBalances | undefined => {
    const [, name = "", test, url = ""] =
      /^\s*([a-z0-9_]{1,32})(:test)?=(\S+?)\/?\s*$/.exec(each) ??
        [];
    return isSafe(url) ? { name, mode: test === undefined ? "live" : "test", url } : undefined;
  });
  const known = all.flatMap((each) => each ?? []);
  if (known.length === all.length && new Set(known.map(({ name }) => name)).size === all.length) {
    return known;
  }
  context.addIssue(
    "expected name=https://… of each app that pays out of balances, each name once, separated by commas; name:test=https://… pays test numbers",
  );
  return z.NEVER;
}

/** Throws for an app whose keys are not known: nobody could tell what it answers from what anybody else does. */
function withBalances(
  apps: Config["walletApps"],
  balances: readonly NamedBalances[],
): Config["walletApps"] {
  const unknown = balances.find(({ name }) => apps.every((each) => each.name !== name));
  if (unknown) {
    throw new ConfigError(
      `Cannot start: WALLET_BALANCES names ${unknown.name}, and WALLET_APPS does not`,
    );
  }
  return apps.map((app) => {
    const own = balances.find(({ name }) => name === app.name);
    return own ? { ...app, balances: { url: own.url, mode: own.mode } } : app;
  });
}

/** Addresses and ranges, with commas; an address is a range of one. */
function toRanges(text: string, context: z.RefinementCtx): readonly string[] {
  return text.split(",").map((each) => {
    const range = each.trim();
    if (ipaddr.isValidCIDR(range)) return range;
    if (ipaddr.IPv4.isValidFourPartDecimal(range)) return `${range}/32`;
    if (ipaddr.IPv6.isValid(range)) return `${range}/128`;
    context.addIssue("expected IP addresses and ranges such as 10.0.0.0/8, separated by commas");
    return z.NEVER;
  });
}

function toWebUrl(text: string, context: z.RefinementCtx): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && !url.username) return url.href;
  context.addIssue("expected a URL such as https://institution.example/terms");
  return z.NEVER;
}

function toOrigin(text: string, context: z.RefinementCtx): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search &&
    !url.hash && !url.username;
  if (!plain) {
    context.addIssue("expected an origin such as https://pay.example, without a path");
    return z.NEVER;
  }
  return url.origin;
}
