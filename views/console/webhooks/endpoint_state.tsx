import type { Endpoint } from "../../../core/webhook/endpoint.ts";
import type { EndpointHealth } from "../../../core/webhook/endpoint_health.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import type { Lang } from "../../words.ts";
import { webhookWords } from "./words.ts";

/** An endpoint and how its receiver does. */
export interface EndpointShown {
  readonly endpoint: Endpoint;
  readonly health: EndpointHealth | undefined;
}

/** How it stands, in a word. */
export function endpointState(
  { endpoint, health }: EndpointShown,
  lang: Lang,
): { readonly mark: Mark; readonly text: string } {
  const w = webhookWords(lang);
  if (endpoint.state !== "enabled") return { mark: "closed", text: w.disabled };
  if (endpoint.failuresInRow > 0) return { mark: "unclear", text: w.failing };
  return health?.lastSuccessAt === undefined
    ? { mark: "expired", text: w.idle }
    : { mark: "paid", text: w.well };
}
