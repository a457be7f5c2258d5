import type { Context } from "hono";
import type { Frame } from "../views/frame.ts";
import { type ErrorKind, ErrorPage } from "../views/error_page.tsx";
import { problem, problems } from "./api/problem.ts";
import { render } from "./pages/render.tsx";

/** What the edge itself may refuse, and as which page people see it. */
const pageKinds = {
  route_unknown: "unknown",
  method_not_allowed: "unknown",
  origin_refused: "foreign",
  body_too_large: "too_large",
  body_not_json: "foreign",
  body_incomplete: "foreign",
  content_type_unsupported: "foreign",
  changed_meanwhile: "busy",
  overloaded: "busy",
  outcome_unknown: "broken",
  fault: "broken",
} as const satisfies Record<string, ErrorKind>;

/** A refusal by the edge: a problem for programs, a page for people. */
export function refuse(c: Context, code: keyof typeof pageKinds): Response {
  const frame = frameIn(c);
  const requestId: string | undefined = c.get("requestId");
  if (!frame) {
    return problem(c, code === "fault" ? { code, requestId } : { code });
  }
  const page = () => ErrorPage({ frame, kind: pageKinds[code], requestId });
  return render(c, { page, status: problems[code].status });
}

/** What pages are drawn in; a program's request has none. */
export function frameIn(c: Context): Frame | undefined {
  return c.get("frame");
}

const FOR_PROGRAMS =
  /^\/(?:v1|notify|sandbox\/gateway|demo\/receiver\/hook|\.well-known|openapi\.json|embed\.js|l\/[^/]+\/(?:qr\.svg|poster\.svg|tag\.ndef)|livez|readyz)(?:\/|$)/;

/** Programs are told by path, because clients send `Accept: *\/*`. */
export function forProgram(c: Context): boolean {
  return FOR_PROGRAMS.test(c.req.path);
}
