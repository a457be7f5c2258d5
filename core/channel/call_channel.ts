import type { Deps } from "../deps.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";

/** The channel's answer, or undefined when none came or nothing could be asked: a timeout tells us nothing. */
export async function callChannel(
  deps: Pick<Deps, "http" | "log">,
  request: HttpRequest | undefined,
): Promise<HttpResponse | undefined> {
  if (!request) return undefined;
  try {
    return await deps.http(request);
  } catch (error) {
    deps.log.warn("channel did not answer", { url: request.url, error: String(error) });
    return undefined;
  }
}
