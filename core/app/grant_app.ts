import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { AppId, SessionId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Instant } from "../time.ts";
import { type AppApplication, appApplicationMachine } from "./app_application.ts";

interface Granted {
  readonly application: AppApplication;
  readonly events: readonly DomainEvent[];
}

/**
 * What approves an application: the app id, and that it is the merchant number's from now on. A number at the top keeps
 * the id it has, which gets its agreement.
 */
export function grantApp(
  deps: Pick<Deps, "newId">,
  application: AppApplication,
  { merchant, within, at, by }: {
    readonly merchant: Merchant;
    readonly within: SessionId | undefined;
    readonly at: Instant;
    readonly by: Actor;
  },
): Granted {
  const { merchantNo, name, agreementDigest } = application;
  const isTop = merchant.parentNo === undefined;
  const appId: AppId = isTop ? merchant.appId : deps.newId("app");
  const stamp = () => ({ eventId: deps.newId("evt"), at, by });
  const approved: AppApplication = {
    ...application,
    state: appApplicationMachine.submitted.approved,
    appId,
    decidedAt: at,
  };
  const app = { appId, merchantNo, name, agreementDigest, openedAt: at, version: 1 };
  const changed: Merchant = { ...merchant, appId, version: merchant.version + 1 };
  return {
    application: approved,
    events: [
      { type: "app_application.approved", application: approved, within, ...stamp() },
      { type: "app.opened", app, ...stamp() },
      ...(isTop ? [] : [{ type: "merchant.app_set" as const, merchant: changed, ...stamp() }]),
    ],
  };
}
