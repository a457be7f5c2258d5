import { type Context, Hono } from "hono";
import { assertCommitted } from "../../core/conflict.ts";
import type { Deps } from "../../core/deps.ts";
import { demoStore } from "./demo_webhooks.ts";
import { ReceivedList, ReceiverPage } from "./receiver_page.tsx";
import type { ApiEnv, AppEnv } from "../../routes/app_env.ts";
import { paths } from "../../core/paths.ts";
import { render } from "../../routes/pages/render.tsx";
import { checkWebhook } from "./check_webhook.ts";

const SHOWN_MAX = 50;
const KEPT_HEADERS = [
  "webhook-id",
  "webhook-timestamp",
  "webhook-signature",
  "countersign-signature",
];

/** Where a merchant's webhook receiver, played by us in demo mode, is told. */
export function receiverHook(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>().post("/", async (c) => {
    await receive(c, deps);
    return c.body(null, 204);
  });
}

/** What it was told, to be watched. */
export function receiverRoutes(deps: Deps): Hono<AppEnv> {
  return new Hono<AppEnv>().get(paths.demoReceiver(), async (c) => {
    const [received] = await deps.load(demoStore.received(SHOWN_MAX));
    const mark = String(received[0]?.seq ?? 0);
    if (c.req.query("mark") === mark) return c.body(null, 204);
    const given = { frame: c.var.frame, received, mark };
    return render(c, {
      page: () => <ReceiverPage {...given} />,
      fragment: () => <ReceivedList {...given} arrived />,
    });
  });
}

/** Keeps what came, whatever it is: a demo is also for seeing what a forged webhook looks like. */
async function receive(c: Context, deps: Deps): Promise<void> {
  const body = await c.req.text();
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value.slice(0, 2_000)]];
    }),
  );
  const url = `${deps.config.publicUrl}${paths.demoReceiverHook()}`;
  const [endpointIds] = await deps.load(demoStore.endpointsAt(url));
  const [endpoints] = await deps.load(deps.endpoints.byIds(endpointIds));
  const checked = await checkWebhook(deps, endpoints, { headers, body });
  const kept = demoStore.keep({
    ...checked,
    webhookId: (headers["webhook-id"] ?? "").slice(0, 64),
    type: typeOf(body),
    receivedAt: deps.now(),
    body,
    headers,
  });
  assertCommitted(await deps.write(kept));
}

function typeOf(body: string): string {
  try {
    const { type } = JSON.parse(body);
    return typeof type === "string" ? type.slice(0, 64) : "";
  } catch {
    return "";
  }
}
