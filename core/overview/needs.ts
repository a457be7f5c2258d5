import { EARLY_POLLS_UNTIL_BLOCK } from "../deduction/poll_guard.ts";
import type { ApplicationId, DeductionId, EndpointId, Kid, PlanId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { MerchantKey } from "../merchant/merchant_key.ts";
import type { Permission } from "../permission/permission.ts";
import { after, days, type Duration, type Instant } from "../time.ts";
import type { Endpoint } from "../webhook/endpoint.ts";
import type { PolledTooOften, Rejected, UnclearCounts } from "./overview_store.ts";

/** Something that a merchant's own people should look at, with what leads to it. */
export type Need =
  | { readonly type: "no_endpoint" }
  | {
    readonly type: "endpoint_failing";
    readonly endpointId: EndpointId;
    readonly url: string;
    readonly since: Instant;
  }
  | { readonly type: "endpoint_disabled"; readonly endpointId: EndpointId; readonly url: string }
  | { readonly type: "unclear"; readonly of: keyof UnclearCounts; readonly count: number }
  | { readonly type: "no_key" }
  | { readonly type: "key_ends"; readonly kid: Kid; readonly at: Instant }
  | {
    readonly type: "plan_rejected";
    readonly planId: PlanId;
    readonly name: string;
    readonly reason: string;
  }
  | {
    readonly type: "application_rejected";
    readonly applicationId: ApplicationId;
    readonly name: string;
    readonly reason: string;
  }
  | {
    readonly type: "polled_too_often";
    readonly deductionId: DeductionId;
    readonly early: number;
    /** After this many early polls it is blocked. */
    readonly blockedAt: number;
  }
  | {
    readonly type: "polling_blocked";
    readonly deductionId: DeductionId;
    readonly until: Instant;
  };

/** Whoever may not see what it is about is not told. */
export const permissionToSee: Readonly<Record<Need["type"], Permission>> = {
  no_endpoint: "webhooks:read",
  endpoint_failing: "webhooks:read",
  endpoint_disabled: "webhooks:read",
  unclear: "payments:read",
  no_key: "keys:write",
  key_ends: "keys:read",
  plan_rejected: "plans:read",
  application_rejected: "children:read",
  polled_too_often: "deductions:read",
  polling_blocked: "deductions:read",
};

/** The same as the alarm that is mailed. */
const KEY_ENDS_WITHIN: Duration = days(14);

export interface NeedFacts {
  readonly merchant: Merchant;
  readonly endpoints: readonly Endpoint[];
  readonly keys: readonly MerchantKey[];
  readonly unclear: UnclearCounts;
  readonly rejected: readonly Rejected[];
  readonly polled: readonly PolledTooOften[];
}

/** What needs somebody now: money first, then what is about to stop working. `now` is the merchant's clock. */
export function needsOf(facts: NeedFacts, now: Instant): readonly Need[] {
  const { unclear } = facts;
  return [
    ...(["payments", "refunds", "deductions"] as const).flatMap((of): Need[] =>
      unclear[of] === 0 ? [] : [{ type: "unclear", of, count: unclear[of] }]
    ),
    ...pollNeeds(facts.polled),
    ...endpointNeeds(facts.endpoints),
    ...keyNeeds(facts, now),
    ...facts.rejected.map(rejectedNeed),
  ];
}

/** What is blocked, and what will be next if it goes on: a warning comes before the block. */
function pollNeeds(polled: readonly PolledTooOften[]): readonly Need[] {
  return polled.map(({ deductionId, early, blockedUntil: until }): Need =>
    until === undefined
      ? { type: "polled_too_often", deductionId, early, blockedAt: EARLY_POLLS_UNTIL_BLOCK }
      : { type: "polling_blocked", deductionId, until }
  );
}

function endpointNeeds(endpoints: readonly Endpoint[]): readonly Need[] {
  if (endpoints.length === 0) return [{ type: "no_endpoint" }];
  return endpoints.flatMap(({ endpointId, url, state, disabledReason, failingSince }): Need[] => {
    if (state === "disabled") {
      return disabledReason === "merchant" ? [] : [{ type: "endpoint_disabled", endpointId, url }];
    }
    if (failingSince === undefined) return [];
    return [{ type: "endpoint_failing", endpointId, url, since: failingSince }];
  });
}

/** A live number signs, so it has a key; the last one to retire is announced. */
function keyNeeds({ merchant, keys }: NeedFacts, now: Instant): readonly Need[] {
  const active = keys.filter(({ state, retireAt }) =>
    state === "active" && (retireAt === undefined || retireAt > now)
  );
  if (active.length === 0) return merchant.mode === "live" ? [{ type: "no_key" }] : [];
  const ends = active.map(({ kid, retireAt: at }) => ({ kid, at }));
  const last = ends.reduce((a, b) => (b.at ?? Infinity) > (a.at ?? Infinity) ? b : a);
  if (last.at === undefined || last.at > after(now, KEY_ENDS_WITHIN)) return [];
  return [{ type: "key_ends", kid: last.kid, at: last.at }];
}

function rejectedNeed({ name, reason, ...of }: Rejected): Need {
  return of.planId === undefined
    ? { type: "application_rejected", applicationId: of.applicationId, name, reason }
    : { type: "plan_rejected", planId: of.planId, name, reason };
}
