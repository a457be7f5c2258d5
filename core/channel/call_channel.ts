import type { Deps } from "../deps.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";

/** The channel's answer, or undefined when none came: a timeout tells us nothing. */
export async function callChannel(
  deps: Pick<Deps, "http" | "log">,
  request: HttpRequest,
): Promise<HttpResponse | undefined> {
  try {
    return await deps.http(request);
  } catch (error) {
    deps.log.warn("channel did not answer", { url: request.url, error: String(error) });
    return undefined;
  }
}
