import type { Call } from "../snippets/snippet.ts";
import { type Exchange, type Json, RECORDED_AT, type Recording } from "./recording.ts";

/** What the examples of a page are filled in with. */
export interface Filled {
  readonly recording: Recording;
  readonly baseUrl: string;
  /** A test key that the page may show, or what stands in its place. */
  readonly secretKey: string;
  readonly kid: string;
}

/** The recorded success of an operation, as this portal would answer it. */
export function exampleOf(
  { recording, baseUrl }: Pick<Filled, "recording" | "baseUrl">,
  operation: string,
): Exchange | undefined {
  // The first answer to a creation is the new thing; repeating it comes under another status.
  const found = recording.exchanges
    .filter((each) => each.operation === operation && each.status < 300)
    .toSorted((a, b) => b.status - a.status)[0];
  return found && at(baseUrl, found);
}

/** A webhook of this type, as this portal would send it. */
export function webhookOf(
  { recording, baseUrl }: Pick<Filled, "recording" | "baseUrl">,
  type: string,
): Json | undefined {
  const found = recording.webhooks[type];
  return found && at(baseUrl, found.body);
}

export function callOf({ baseUrl }: Filled, { request }: Exchange): Call {
  const { method, path, body } = request;
  return { baseUrl, method, path, body };
}

function at<T>(baseUrl: string, recorded: T): T {
  const text = JSON.stringify(recorded);
  return JSON.parse(
    text.replaceAll(RECORDED_AT, baseUrl)
      .replaceAll(encodeURIComponent(RECORDED_AT), encodeURIComponent(baseUrl)),
  );
}
