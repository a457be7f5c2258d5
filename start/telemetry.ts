import type { Deps } from "../core/deps.ts";
import type { Trace } from "../core/trace.ts";
import { backlog } from "../db/backlog.ts";

/** What the portal tells Deno's exporter. Loaded only where OTEL_DENO is set. */
export interface Telemetry {
  readonly trace: Trace;
  readonly jobSucceeded: (name: string) => void;
  /** From now on, what waits is measured whenever it is exported. */
  measure(sources: Pick<Deps, "load"> & { readonly depth: () => number }): void;
}

/** Deno sends a number as a double, and a bigint as the integer that the conventions ask for. */
type Attributes = Readonly<Record<string, string | bigint>>;

interface Tracer {
  startSpan(name: string, options: {
    readonly kind: number;
    readonly startTime: number;
    readonly attributes: Attributes;
  }): { setStatus(status: { readonly code: number }): void; end(at: number): void };
}

/** One gauge: only its meter may look inside. */
type Gauge = { readonly gauge: never };

interface Meter {
  createObservableGauge(name: string, options: {
    readonly description: string;
    readonly unit: string;
  }): Gauge;
  addBatchObservableCallback(
    measure: (result: {
      observe(gauge: Gauge, value: number, attributes?: Attributes): void;
    }) => Promise<void>,
    gauges: readonly Gauge[],
  ): void;
}

/** Values of the OpenTelemetry API. */
const SERVER = 1;
const ERROR = 2;
/** A stranger may send any word as the method, and each would be a series of its own. */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export function createTelemetry(now: Deps["now"]): Telemetry {
  const tracer: Tracer = Deno.telemetry.tracerProvider.getTracer("countersign");
  const meter: Meter = Deno.telemetry.meterProvider.getMeter("countersign");
  const succeeded = new Map<string, number>();

  return {
    trace: (answered) => {
      const { route, status, startedAt, endedAt } = answered;
      const method = methods.has(answered.method) ? answered.method : "_OTHER";
      const span = tracer.startSpan(`${method} ${route}`, {
        kind: SERVER,
        startTime: startedAt,
        attributes: {
          "http.request.method": method,
          "http.route": route,
          "http.response.status_code": BigInt(status),
        },
      });
      if (status >= 500) span.setStatus({ code: ERROR });
      span.end(endedAt);
    },
    jobSucceeded: (name) => void succeeded.set(name, now() / 1_000),
    measure: ({ load, depth }) => {
      const gauge = (name: string, unit: string, description: string) =>
        meter.createObservableGauge(`countersign.${name}`, { description, unit });
      const queue = gauge("writer.queue", "{unit}", "Units waiting to be written or in flight");
      const jobs = gauge("job.last_success", "s", "When a job last ended well here, Unix time");
      const due = gauge("deliveries.due", "{delivery}", "Webhooks not delivered yet");
      const processing = gauge("payments.processing", "{payment}", "Payments without a result");
      const unclear = gauge("unclear", "{item}", "What no channel cleared up: needs somebody");
      meter.addBatchObservableCallback(async (result) => {
        result.observe(queue, depth());
        for (const [job, at] of succeeded) result.observe(jobs, at, { job });
        // Without a database the rest has no value, rather than an old one.
        const [waits] = await load(backlog()).catch(() => []);
        if (!waits) return;
        result.observe(due, waits.deliveriesDue);
        result.observe(processing, waits.paymentsProcessing);
        for (const [about, count] of Object.entries(waits.unclear)) {
          result.observe(unclear, count, { about });
        }
      }, [queue, jobs, due, processing, unclear]);
    },
  };
}
