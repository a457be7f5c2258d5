import type { Deps } from "../../core/deps.ts";
import type { Exchange, Json, Recording, WebhookExample } from "../../views/docs/recording.ts";
import { operationFinder } from "./operations.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

interface Asked {
  readonly method?: string;
  readonly body?: Json;
  readonly key?: string;
}

export interface Recorder {
  readonly app: TestApp;
  /** Asks the portal, keeps the first answer of each status of each operation, and gives it. */
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** The same for a request made elsewhere, such as a signed one. */
  send(request: Request): Promise<Answer>;
  /** All that was kept. */
  recording(): Promise<Recording>;
}

/** What a story reads out of an answer is checked by the comparison. */
type Answer = Awaited<ReturnType<Response["json"]>>;

/** A receiver's address that answers 410. */
export const GONE_URL = "https://shop.example/gone";

/** A portal whose requests, answers and webhooks are kept, each as it went over the wire. */
export async function openRecorder(): Promise<Recorder> {
  const webhooks = new Map<string, WebhookExample>();
  const send: Deps["send"] = (url, headers, body) => {
    const event = JSON.parse(body);
    if (!webhooks.has(event.type)) {
      webhooks.set(event.type, { headers: Object.keys(headers).sort(), body: event });
    }
    const status = url === GONE_URL ? 410 : 204;
    const nothing = { headers: {}, body: "", bytes: 0, retryAfter: undefined };
    return Promise.resolve({ type: "answered", status, ...nothing });
  };
  const app = await testApp({ send });
  const document = await (await app.fetch(new Request("http://portal.test/openapi.json"))).json();
  const operationOf = operationFinder(document);
  const exchanges = new Map<string, Exchange>();

  const keep = async (request: Request): Promise<Answer> => {
    const { method, url } = request;
    const { pathname, search } = new URL(url);
    const sent = await request.clone().text();
    const answer = await app.fetch(request);
    const text = await answer.text();
    const body = text === "" ? undefined : JSON.parse(text);
    const { operationId, path } = operationOf(method, pathname);
    const name = `${operationId} ${answer.status}`;
    if (!exchanges.has(name)) {
      exchanges.set(name, {
        operation: operationId,
        request: {
          method,
          path: pathname + search,
          template: path,
          ...(sent === "" ? {} : { body: JSON.parse(sent) }),
        },
        status: answer.status,
        ...(body === undefined ? {} : { answer: body }),
      });
    }
    if (!answer.ok) return { status: answer.status, ...body };
    return body;
  };
  return {
    app,
    ask: (path, { method, body, key = app.merchant.secretKey } = {}) =>
      keep(
        new Request(`http://portal.test${path}`, {
          method: method ?? (body === undefined ? "GET" : "POST"),
          headers: {
            Authorization: `Bearer ${key}`,
            ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    send: keep,
    recording: () =>
      Promise.resolve({
        exchanges: [...exchanges.values()].toSorted((a, b) => orderOf(a) < orderOf(b) ? -1 : 1),
        webhooks: Object.fromEntries([...webhooks].toSorted()),
      }),
  };
}

function orderOf({ operation, status }: Exchange): string {
  return `${operation} ${status}`;
}
