import { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import { inTime } from "../../core/in_time.ts";
import { after, between, type Instant, seconds } from "../../core/time.ts";

interface Health {
  readonly ready: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

// No key is needed to call this, so frequent calls must not mean frequent writes.
const KEPT_FOR = seconds(1);
const UNREADY_RETRY_AFTER = "2";
/** Of its own, because whoever asks gives up sooner than a request that is worth waiting for. */
const DEADLINE_MS = 2_000;

/** `/livez`: the process answers. `/readyz`: what is written here can be read back. */
export function healthRoutes(deps: Deps): Hono {
  let last: { readonly health: Health; readonly until: Instant } | undefined;
  return new Hono()
    .get("/livez", (c) => {
      c.header("Cache-Control", "no-store");
      return c.json({ status: "ok" });
    })
    .get("/readyz", async (c) => {
      const now = deps.now();
      if (!last || now >= last.until) {
        last = { health: await lookInTime(deps, now), until: after(deps.now(), KEPT_FOR) };
      }
      const { ready, body } = last.health;
      c.header("Cache-Control", "no-store");
      if (!ready) c.header("Retry-After", UNREADY_RETRY_AFTER);
      return c.json(body, ready ? 200 : 503);
    });
}

/** What a process answers that listens already, while it opens its database; undefined for all other paths. */
export function healthWhileOpening(request: Request): Response | undefined {
  const headers = { "Cache-Control": "no-store" };
  switch (new URL(request.url).pathname) {
    case "/livez":
      return Response.json({ status: "ok" }, { headers });
    case "/readyz":
      return Response.json(unready("start", "the database is being opened").body, {
        status: 503,
        headers: { ...headers, "Retry-After": UNREADY_RETRY_AFTER },
      });
  }
  return undefined;
}

/** Whatever hangs, there is an answer. */
async function lookInTime(deps: Deps, now: Instant): Promise<Health> {
  return await inTime(look(deps, now), DEADLINE_MS) ??
    unready("database", `no answer within ${DEADLINE_MS} ms`);
}

/** Writes a row through the one writer and reads it back through another connection: a lost write shows here. */
async function look(deps: Deps, now: Instant): Promise<Health> {
  try {
    const verdict = await deps.write(deps.canary.put(now));
    if (verdict.type !== "committed") return unready("write", verdict.type);
    const [seen, durability] = await deps.load(deps.canary.seen(), deps.canary.durability());
    if (seen === undefined || seen < now) {
      return unready("read", "the row just written is not visible");
    }
    const warnings = durability === "relaxed"
      ? ["The database acknowledges writes before they are durable: set its durability to strong"]
      : [];
    const ms = between(now, deps.now());
    return { ready: true, body: { status: "ok", database: { ms, durability }, warnings } };
  } catch (error) {
    deps.log.error("not ready", { error });
    return unready("database", "does not answer");
  }
}

function unready(part: string, detail: string): Health {
  return { ready: false, body: { status: "unavailable", part, detail } };
}
