import { type Credential, endsWithinDays } from "../alarm/credential.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { ChannelSwitch } from "../channel/channel_switch.ts";
import type { RefusedNotice } from "../channel/refused_notice.ts";
import { connected } from "../channel/connected.ts";
import type { Deps } from "../deps.ts";
import { inTime } from "../in_time.ts";
import { between, type Duration, type Instant } from "../time.ts";
import {
  type BlockedPoll,
  type ChannelAnswers,
  type InFlight,
  isDead,
  isSilent,
  type JobRun,
  type WebhookQueue,
} from "./health.ts";

/** Whoever looks at a page about a dead database must not wait for it. */
const HEALTH_DEADLINE_MS = 2_000;
const BLOCKED_SHOWN_MAX = 20;
const REFUSED_SHOWN_MAX = 20;

export interface ChannelHealth extends Pick<ChannelSwitch, "channel" | "state" | "reason"> {
  readonly changedAt: Instant | undefined;
  readonly inFlight: Pick<InFlight, "count" | "oldestSentAt"> | undefined;
  readonly answers: Omit<ChannelAnswers, "channel"> | undefined;
  readonly silent: boolean;
}

export interface JobHealth {
  readonly name: string;
  /** Undefined where nobody has ever claimed it. */
  readonly run: JobRun | undefined;
  readonly dead: boolean;
}

export interface CredentialHealth extends Credential {
  readonly left: ReturnType<typeof endsWithinDays>;
}

export interface Health {
  readonly at: Instant;
  /** How long the read of all of this took. */
  readonly roundTrip: Duration;
  /** Units that wait in the writer of this process; undefined where the writer is elsewhere. */
  readonly waiting: number | undefined;
  readonly channels: readonly ChannelHealth[];
  readonly webhooks: WebhookQueue;
  readonly blocked: readonly BlockedPoll[];
  readonly jobs: readonly JobHealth[];
  /** The latest notices that were not taken. */
  readonly refusedNotices: readonly RefusedNotice[];
  /** The next to end first. */
  readonly credentials: readonly CredentialHealth[];
}

/** How the portal is, or undefined when the database has not said so in time. */
export async function viewHealth(deps: Deps): Promise<Health | undefined> {
  try {
    return await inTime(look(deps), HEALTH_DEADLINE_MS);
  } catch (error) {
    deps.log.error("health not read", { error });
    return undefined;
  }
}

async function look(deps: Deps): Promise<Health> {
  const { health, load, channelSwitches, jobPeriods, waitingUnits, credentials } = deps;
  const at = deps.now();
  const [flights, answers, runs, webhooks, blocked, refusedNotices, atGateways, ...switches] =
    await load(
      health.inFlight(),
      health.answers(),
      health.jobs(),
      health.webhooks(at),
      health.blockedPolls(at, BLOCKED_SHOWN_MAX),
      deps.refusedNotices.latest(REFUSED_SHOWN_MAX),
      deps.connections.ends(),
      ...connected(deps).map((each) => channelSwitches.of(each)),
    );
  const runOf = new Map(runs.map((each) => [each.name, each]));
  const channel = (name: ChannelName, known: ChannelSwitch | undefined): ChannelHealth => {
    const answer = answers.find((each) => each.channel === name);
    return {
      channel: name,
      state: known?.state ?? "open",
      reason: known?.reason ?? "",
      changedAt: known?.changedAt,
      inFlight: flights.find((each) => each.channel === name),
      answers: answer,
      silent: answer !== undefined && isSilent(answer, at),
    };
  };
  return {
    at,
    roundTrip: between(at, deps.now()),
    waiting: waitingUnits?.(),
    channels: connected(deps).map((name, i) => channel(name, switches[i])),
    webhooks,
    blocked,
    refusedNotices,
    jobs: [...jobPeriods()].map(([name, period]) => {
      const run = runOf.get(name);
      return { name, run, dead: run !== undefined && isDead(run, period) };
    }),
    credentials: [...credentials, ...atGateways].map((each) => ({
      ...each,
      left: endsWithinDays(each, at),
    }))
      .sort((a, b) => a.endsAt - b.endsAt),
  };
}
