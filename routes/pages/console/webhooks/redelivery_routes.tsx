import { type Context, Hono } from "hono";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import type { Merchant } from "../../../../core/merchant/merchant.ts";
import { paths } from "../../../../core/paths.ts";
import type { RedeliveryRange } from "../../../../core/redelivery/redelivery.ts";
import type { Counted } from "../../../../core/redelivery/redelivery_store.ts";
import { countRange, startRedelivery } from "../../../../core/redelivery/start_redelivery.ts";
import { stopRedelivery } from "../../../../core/redelivery/stop_redelivery.ts";
import { ok, rejected, type Result } from "../../../../core/result.ts";
import {
  businessDay,
  endOfBusinessDay,
  parseBusinessDay,
  startOfBusinessDay,
} from "../../../../core/time.ts";
import type { Endpoint } from "../../../../core/webhook/endpoint.ts";
import {
  ALL_ENDPOINTS,
  RangeForm,
  type TypedRange,
} from "../../../../views/console/webhooks/range_form.tsx";
import {
  RedeliveryPage,
  RedeliveryPanel,
} from "../../../../views/console/webhooks/redelivery_page.tsx";
import type { RangeFormError } from "../../../../views/console/webhooks/form_error.ts";
import { render } from "../../render.tsx";
import { readForm } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";
import { readTypes } from "./endpoint_form_fields.ts";

const ID = ":redeliveryId";

/** A range of events that is sent again: chosen and counted, started, followed, stopped. */
export function redeliveryRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;
  const writes = needs(given, "webhooks:write");

  app.get(paths.consoleRedeliveries(), writes, async (c) => {
    const query = new URL(c.req.url).searchParams;
    const endpoints = await enabledOf(c);
    if (!query.has("from")) return show(c, { endpoints, typed: blank(query.get("endpoint_id")) });
    const typed = typedRange(query);
    const read = readRange(typed, endpoints);
    if (!read.ok) return show(c, { endpoints, typed, formError: read.error.code });
    const { merchant } = c.var.here;
    const counted = merchant && await count(merchant, read.value);
    return show(c, { endpoints, typed, counted });
  });

  app.post(paths.consoleRedeliveries(), writes, async (c) => {
    const endpoints = await enabledOf(c);
    const typed = typedRange(await readForm(c));
    const read = readRange(typed, endpoints);
    if (!read.ok) return show(c, { endpoints, typed, formError: read.error.code });
    const caller = staffCaller(c);
    const { range, chosen } = read.value;
    const started = [];
    for (const { endpointId } of chosen) {
      started.push(await startRedelivery(deps, { caller, endpointId, range }));
    }
    const [only, ...more] = started.flatMap((each) => each.ok ? [each.value] : []);
    if (!only) return show(c, { endpoints, typed, formError: "running" });
    return c.redirect(
      more.length === 0 ? paths.consoleRedelivery(only.redeliveryId) : paths.consoleWebhooks(),
      303,
    );
  });

  app.get(paths.consoleRedelivery(ID), needs(given, "webhooks:read"), async (c) => {
    const redeliveryId = parseId("rdl", c.req.param("redeliveryId") ?? "");
    if (!redeliveryId) return unknownAtDesk(c, "console");
    const [redelivery, progress] = await deps.load(
      deps.redeliveries.ownById(staffCaller(c), redeliveryId),
      deps.redeliveries.progress(redeliveryId),
    );
    if (!redelivery) return unknownAtDesk(c, "console");
    const [endpoint] = await deps.load(deps.endpoints.byId(redelivery.endpointId));
    if (!endpoint) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    const props = { frame, who, redelivery, endpoint, progress };
    return render(c, {
      page: () => <RedeliveryPage {...props} />,
      fragment: () => <RedeliveryPanel {...props} />,
    });
  });

  app.post(paths.consoleRedeliveryStop(ID), writes, async (c) => {
    const redeliveryId = parseId("rdl", c.req.param("redeliveryId") ?? "");
    const stopped = redeliveryId &&
      await stopRedelivery(deps, { caller: staffCaller(c), redeliveryId });
    return stopped?.ok
      ? c.redirect(paths.consoleRedelivery(stopped.value.redeliveryId), 303)
      : unknownAtDesk(c, "console");
  });

  return app;

  async function enabledOf(c: Context<StaffEnv>): Promise<readonly Endpoint[]> {
    const [endpoints] = await deps.load(deps.endpoints.list(staffCaller(c)));
    return endpoints.filter(({ state }) => state === "enabled");
  }

  /** The last day until today, in Asia/Shanghai. */
  function blank(endpointId: string | null): TypedRange {
    const today = businessDay(deps.now());
    return {
      endpointId: endpointId ?? ALL_ENDPOINTS,
      types: [],
      from: today,
      to: today,
      outcome: "failed",
    };
  }

  async function count(merchant: Merchant, { chosen, range }: ReadRange): Promise<Counted> {
    const counts = await Promise.all(
      chosen.map(({ endpointId }) => countRange(deps, merchant, { endpointId, range })),
    );
    return {
      count: counts.reduce((sum, each) => sum + each.count, 0),
      more: counts.some(({ more }) => more),
    };
  }
}

interface Shown {
  readonly endpoints: readonly Endpoint[];
  readonly typed: TypedRange;
  readonly counted?: Counted | undefined;
  readonly formError?: RangeFormError;
}

function show(c: Context<StaffEnv>, shown: Shown): Response {
  const { frame, who } = c.var;
  return render(c, {
    page: () => <RangeForm frame={frame} who={who} {...shown} />,
    ...(shown.formError === undefined ? {} : { status: 422 }),
  });
}

interface ReadRange {
  readonly chosen: readonly Endpoint[];
  readonly range: RedeliveryRange;
}

function typedRange(form: URLSearchParams): TypedRange {
  return {
    endpointId: form.get("endpoint_id") ?? "",
    types: form.getAll("event_type"),
    from: (form.get("from") ?? "").trim(),
    to: (form.get("to") ?? "").trim(),
    outcome: form.get("outcome") === "all" ? "all" : "failed",
  };
}

/** From the beginning of the first day to the end of the last. */
function readRange(
  typed: TypedRange,
  endpoints: readonly Endpoint[],
): Result<ReadRange, { readonly code: RangeFormError }> {
  const chosen = typed.endpointId === ALL_ENDPOINTS
    ? endpoints
    : endpoints.filter(({ endpointId }) => endpointId === typed.endpointId);
  if (chosen.length === 0) return rejected({ code: "endpoint" });
  const [first, last] = [parseBusinessDay(typed.from), parseBusinessDay(typed.to)];
  if (!first || !last) return rejected({ code: "day" });
  if (first > last) return rejected({ code: "days" });
  const eventTypes = readTypes(typed.types);
  if (!eventTypes) return rejected({ code: "types" });
  const to = endOfBusinessDay(startOfBusinessDay(last));
  const { outcome } = typed;
  return ok({ chosen, range: { eventTypes, from: startOfBusinessDay(first), to, outcome } });
}
