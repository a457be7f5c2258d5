import type { PlanId } from "../id.ts";
import type { Mode } from "../merchant/merchant.ts";

/** An app of ours at UnionPay's open platform (云闪付), where contracts are signed and ended. */
export interface OpenApp {
  /** The platform's. */
  readonly appId: string;
  readonly mode: Mode;
  /** The platform's origin. */
  readonly baseUrl: string;
  /** A link of UnionPay's that opens a page in the app, with `{url}` for the page. */
  readonly launchUrl: string | undefined;
  readonly sealedSecret: string;
  /** PEM: public keys or certificates by which the platform signs its notices; several during a change. */
  readonly noticeKeys: string;
  readonly version: number;
}

/** What a plan is called at the platform, from this version of it on. */
export interface OpenTemplate {
  readonly planId: PlanId;
  readonly planVersion: number;
  readonly appId: string;
  readonly templateId: string;
  readonly version: number;
}

/** Where each is sealed: it opens nowhere else. */
export const secretContext = (appId: string) => `open_apps.sealed_secret.${appId}`;
export const tokenContext = (appId: string, kind: string) => `open_tokens.sealed.${appId}.${kind}`;
export const grantContext = (appId: string, openId: string) =>
  `open_grants.sealed.${appId}.${openId}`;
export const NOTICE_CONTEXT = "open_notices.sealed_body";
