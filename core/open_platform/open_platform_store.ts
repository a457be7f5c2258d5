import type { ContractId, MerchantNo, PlanId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { OpenApp, OpenTemplate } from "./open_app.ts";

export type TokenKind = "backend" | "front";

/** One of the platform's tokens for an app of ours. */
export interface OpenToken {
  readonly sealed: string;
  readonly endsAt: Instant;
}

/** A contract as the platform knows it. */
export interface OpenContract {
  readonly contractId: ContractId;
  readonly appId: string;
  readonly openId: string;
  readonly templateId: string;
  /** The platform's number; undefined until it is known. */
  readonly contractNo: string | undefined;
}

/** Who stands how to which template. */
export type Standing = Pick<OpenContract, "appId" | "openId" | "templateId">;

export interface KeptNotice {
  readonly appId: string;
  readonly at: Instant;
  readonly contractId: ContractId | undefined;
  readonly understood: boolean;
  readonly sealedBody: string;
}

/** What the adapter of the open platform keeps. Queries are for `load`, units for `write`. */
export interface OpenPlatformStore {
  app(appId: string): Query<OpenApp | undefined>;
  /** Of a number's connection. */
  appOf(merchantNo: MerchantNo): Query<OpenApp | undefined>;
  /** That of this version of the plan, or of the latest before it. */
  template(planId: PlanId, planVersion: number): Query<OpenTemplate | undefined>;
  /** Whether a contract was signed by this template's plan version or a later one. */
  isTemplateUsed(planId: PlanId, planVersion: number): Query<boolean>;
  token(appId: string, kind: TokenKind): Query<OpenToken | undefined>;
  /** Returns a row when `fetcher` is now the one who fetches it. */
  claimToken(
    appId: string,
    kind: TokenKind,
    given: { readonly fetcher: string; readonly now: Instant; readonly until: Instant },
  ): Unit;
  keepToken(
    appId: string,
    kind: TokenKind,
    token: OpenToken & { readonly fetchedAt: Instant },
  ): Unit;
  /** Perhaps the platform does not know it any more: unless it was fetched after this. */
  dropToken(appId: string, kind: TokenKind, fetchedBefore: Instant): Unit;
  /** Nothing came of it: the next may try. */
  releaseToken(appId: string, kind: TokenKind, fetcher: string): Unit;
  grant(appId: string, openId: string, now: Instant): Query<string | undefined>;
  keepGrant(
    given: {
      readonly appId: string;
      readonly openId: string;
      readonly sealed: string;
      readonly endsAt: Instant;
      readonly now: Instant;
    },
  ): Unit;
  contract(contractId: ContractId): Query<OpenContract | undefined>;
  contractByNo(contractNo: string): Query<OpenContract | undefined>;
  keepContract(contract: OpenContract): Unit;
  /** Returns a row when nobody asked since `since`: then it counts as asked now. */
  mayInquire(
    standing: Standing,
    given: { readonly now: Instant; readonly since: Instant },
  ): Unit;
  keepNotice(notice: KeptNotice): Unit;
  /** The latest first. */
  notices(max: number): Query<readonly KeptNotice[]>;
}
