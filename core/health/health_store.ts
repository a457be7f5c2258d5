import type { ChannelName } from "../channel/channel.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { BlockedPoll, ChannelAnswers, InFlight, JobRun, WebhookQueue } from "./health.ts";

/** What the rows say of how the portal is; all of it bounded, however long the tables are. */
export interface HealthStore {
  inFlight(): Query<readonly InFlight[]>;
  answers(): Query<readonly ChannelAnswers[]>;
  /** A question was answered, or it was not. */
  noteAnswer(
    channel: ChannelName,
    given: { readonly answered: boolean; readonly at: Instant },
  ): Unit;
  jobs(): Query<readonly JobRun[]>;
  webhooks(now: Instant): Query<WebhookQueue>;
  /** The next to be free first. */
  blockedPolls(now: Instant, max: number): Query<readonly BlockedPoll[]>;
}
