import type { SubjectEvent } from "../desk/subject_event.ts";
import type { Deps } from "../deps.ts";
import type { EventId, MerchantNo } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import { type NamedStaff, namesOf } from "../staff/names_of.ts";
import type { Instant } from "../time.ts";
import type { Delivery, DeliveryAttempt } from "../webhook/delivery.ts";

const EVENTS_OF_SUBJECT_MAX = 100;
/** Of the newest webhooks the deliveries are shown as well. */
const DELIVERED_MAX = 10;

/** Whose doing something was, as its merchant may know it: never which consumer, nor who at the institution. */
export type Whose =
  | { readonly type: "staff"; readonly name: string | undefined }
  | { readonly type: "key"; readonly key: string }
  | { readonly type: "screen" | "consumer" | "institution" | "channel" | "clock" };

/** Something that happened to one thing, or to what belongs to it. */
export interface Step {
  readonly seq: number;
  readonly eventId: EventId;
  readonly subjectId: string;
  readonly type: string;
  readonly at: Instant;
  readonly by: Whose;
  /** The resource as the merchant was told of it; undefined where merchants are told nothing. */
  readonly told: Readonly<Record<string, unknown>> | undefined;
}

export interface DeliveredEvent {
  readonly type: string;
  readonly delivery: Delivery;
  /** Of the endpoint; undefined once that was deleted. */
  readonly url: string | undefined;
  readonly attempts: readonly DeliveryAttempt[];
}

/** Everything that happened to these things, newest first. */
export async function historyOf(
  deps: Deps,
  merchantNo: MerchantNo,
  subjectIds: readonly string[],
): Promise<readonly Step[]> {
  const found = await deps.load(
    ...subjectIds.map((each) => deps.desk.eventsOf(each, EVENTS_OF_SUBJECT_MAX)),
  );
  const events = found.flat().toSorted((a, b) => b.seq - a.seq);
  const names = await namesOf(deps, events.map(({ by }) => by));
  return events.map((event) => ({
    ...event,
    by: whose(event.by, names, merchantNo),
    told: event.sequence === undefined ? undefined : event.data,
  }));
}

/** Where the webhooks of these steps went, and what the receivers answered. */
export async function deliveriesOf(
  deps: Deps,
  caller: Caller,
  steps: readonly Step[],
): Promise<readonly DeliveredEvent[]> {
  const told = steps.filter((each) => each.told).slice(0, DELIVERED_MAX);
  if (told.length === 0) return [];
  const [endpoints, ...found] = await deps.load(
    deps.endpoints.list(caller),
    ...told.map(({ eventId }) => deps.deliveries.ofEvent(caller, eventId)),
    ...told.map(({ eventId }) => deps.deliveries.attemptsOfEvent(caller, eventId)),
  );
  const urls = new Map(endpoints.map(({ endpointId, url }) => [endpointId, url]));
  return told.flatMap(({ type }, place) => {
    const deliveries = found[place] as readonly Delivery[];
    const attempts = found[told.length + place] as readonly DeliveryAttempt[];
    return deliveries.map((delivery) => ({
      type,
      delivery,
      url: urls.get(delivery.endpointId),
      attempts: attempts.filter(({ deliveryId }) => deliveryId === delivery.deliveryId),
    }));
  });
}

function whose(
  by: SubjectEvent["by"],
  names: ReadonlyMap<string, NamedStaff>,
  merchantNo: MerchantNo,
): Whose {
  const [type = "", id = ""] = by.split(":");
  switch (type) {
    case "staff": {
      const staff = names.get(by);
      return staff?.place === merchantNo
        ? { type: "staff", name: staff.name }
        : { type: "institution" };
    }
    case "key":
      return { type: "key", key: by.slice("key:".length) };
    case "secret_key":
      return { type: "key", key: `sk_…${id.slice(0, 4)}` };
    case "screen":
    case "consumer":
    case "channel":
    case "clock":
      return { type };
    default:
      return { type: "institution" };
  }
}
