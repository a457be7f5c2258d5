import { type Context, Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { DemoStore } from "./demo_receiver.ts";
import { ReceivedList, ReceiverPage } from "./receiver_page.tsx";
import type { AppEnv } from "../../routes/app_env.ts";
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

/** A merchant's webhook receiver, played by us in demo mode; otherwise it does not exist. */
export function demoRoutes(deps: Deps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const { demo } = deps;
  if (!deps.config.demo || !demo) return routes;
  return routes
    .post(paths.demoReceiverHook(), async (c) => {
      await receive(c, deps, demo);
      return c.body(null, 204);
    })
    .get(paths.demoReceiver(), async (c) => {
      const [received] = await deps.load(demo.received(SHOWN_MAX));
      const mark = String(received[0]?.seq ?? 0);
      if (c.req.query("mark") === mark) return c.body(null, 204);
      const given = { frame: c.var.frame, received, mark };
      return render(c, {
        page: () => <ReceiverPage {...given} />,
        fragment: () => <ReceivedList {...given} arrived />,
      });
    });
}

/** Stores whatever arrives: the demo should also show what a forged webhook looks like. */
async function receive(c: Context<AppEnv>, deps: Deps, demo: DemoStore): Promise<void> {
  const body = await c.req.text();
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value.slice(0, 2_000)]];
    }),
  );
  const url = `${deps.config.publicUrl}${paths.demoReceiverHook()}`;
  const [endpoints] = await deps.load(demo.endpointsAt(url));
  const checked = await checkWebhook(deps, endpoints, { headers, body });
  await deps.write(demo.keep({
    ...checked,
    webhookId: (headers["webhook-id"] ?? "").slice(0, 64),
    type: typeOf(body),
    receivedAt: deps.now(),
    body,
    headers,
  }));
}

function typeOf(body: string): string {
  try {
    const { type } = JSON.parse(body);
    return typeof type === "string" ? type.slice(0, 64) : "";
  } catch {
    return "";
  }
}
