import { byClock } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EventBody } from "../event.ts";
import type { FlowOptions } from "../flow.ts";
import type { ChannelOrderNo, MerchantNo } from "../id.ts";
import type { Flow } from "../method/payment_method.ts";
import type { Money } from "../money.ts";
import { type Sweep, sweepEachClock } from "../sweep.ts";
import { hours, type Instant } from "../time.ts";
import { callChannel } from "./call_channel.ts";
import type { AskChannel } from "./ask_channel.ts";
import type { Channel, ChannelName } from "./channel.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import { type Asking, isEnd, nextQuery, type Queried, type QuerySignal } from "./query_ladder.ts";

/** What was sent to a channel and has no clear answer yet. */
export type Unclear = Asking & {
  readonly merchantNo: MerchantNo;
  readonly amount: Money;
  readonly channel: ChannelName;
  readonly channelOrderNo: ChannelOrderNo;
  readonly sentAt: Instant;
  readonly flow?: Flow;
};

type Step = EventBody | undefined;

/** How a kind of thing is asked about. */
export interface Querying<T> extends Pick<Sweep<T>, "name" | "subject" | "due"> {
  /** Undefined when there is nothing to ask. */
  readonly unclear: (found: T) => Unclear | undefined;
  readonly queried: (found: T) => Queried;
  /** For the operator. */
  readonly ids: (found: T) => Readonly<Record<string, string>>;
  /** What happens by the signal; undefined when it refuses. */
  readonly step: (found: T, signal: QuerySignal) => Step | Promise<Step>;
  /** Undefined when the channel has nothing like it. */
  readonly ask: (channel: Channel, command: AskChannel) => Promise<HttpRequest> | undefined;
  readonly record: (
    channel: Channel,
    found: T,
    answer: { readonly response: HttpResponse; readonly command: AskChannel },
  ) => Promise<unknown>;
}

/**
 * Asks channels about what no notice settled, by the channel's own schedule; never sends anything again. The next time
 * is committed before asking, so a crash never asks twice. At the end of the schedule the asking ends, once: merchant
 * and operator are told, it stays unclear, and a notice may still settle it.
 */
export async function queryUnclear<T>(
  deps: Deps,
  querying: Querying<T>,
  options?: FlowOptions,
): Promise<void> {
  const { name, subject, due } = querying;
  const heard: Heard = new Map();
  const work = (found: T, at: Instant) => queryOne(deps, querying, { found, at, heard });
  await sweepEachClock(deps, { name, subject, due, work }, options);
  for (const [channel, answered] of heard) {
    await deps.write(deps.health.noteAnswer(channel, { answered, at: deps.now() }));
  }
}

async function queryOne<T>(
  deps: Deps,
  querying: Querying<T>,
  { found, at, heard }: { readonly found: T; readonly at: Instant; readonly heard: Heard },
): Promise<boolean> {
  const unclear = querying.unclear(found);
  const channel = unclear && deps.channels[unclear.channel];
  if (!channel || unclear.queryAfter === undefined) return false;
  const { channelOrderNo, merchantNo, amount, flow, sentAt, queries, queryAfter } = unclear;
  const schedule = channel.querySchedule(querying.queried(found));

  if (isEnd(schedule, { sentAt, queryAfter })) {
    const signal = { type: "queries_ended", at } as const;
    if (!await took(deps, await querying.step(found, signal), at)) return false;
    deps.nudge("deliver_webhooks");
    tellOperator(deps, unclear, {
      what: querying.queried(found).about,
      ids: querying.ids(found),
      hoursAsked: schedule.endAfter / hours(1),
    });
    return true;
  }
  const next = nextQuery(schedule, { sentAt, queries: queries + 1 }, at);
  const signal = { type: "queried", queryAfter: next } as const;
  if (!await took(deps, await querying.step(found, signal), at)) return false;
  const command = {
    channelOrderNo,
    merchantNo,
    amount,
    sentAt,
    at,
    ...(flow === undefined ? {} : { flow }),
  };
  const request = await querying.ask(channel, command);
  if (!request) return true;
  const response = await callChannel(deps, request);
  // A fault of its server is no answer.
  const answered = response !== undefined && response.status < 500;
  heard.set(unclear.channel, answered || heard.get(unclear.channel) === true);
  if (response) await querying.record(channel, found, { response, command });
  return true;
}

/** The channels that were asked, and whether one question at least was answered. */
type Heard = Map<ChannelName, boolean>;

/** False when a notice arrived first, or another process is at it. */
async function took(deps: Deps, event: Step, at: Instant): Promise<boolean> {
  if (!event) return false;
  const conflict = await conflictOf(
    deps.commit([{ ...event, eventId: deps.newId("evt"), at, by: byClock }]),
  );
  return conflict === undefined;
}

function tellOperator(
  deps: Deps,
  { merchantNo, channel, channelOrderNo, amount }: Unclear,
  { what, ids, hoursAsked }: {
    readonly what: string;
    readonly ids: Readonly<Record<string, string>>;
    readonly hoursAsked: number;
  },
): void {
  deps.log.error(`needs manual follow-up: ${what} still unclear after ${hoursAsked} hours`, {
    ...ids,
    merchant_no: merchantNo,
    channel,
    channel_order_no: channelOrderNo,
    amount: amount.fen,
  });
}
