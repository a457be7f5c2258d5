import type { Context } from "hono";
import type { Frame } from "../views/frame.ts";
import { type Trouble, TroublePage } from "../views/trouble_page.tsx";
import { problem, problems } from "./problem.ts";
import { render } from "./render.tsx";

/** What the middleware itself may refuse, and the page that people see. */
const troubles = {
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
} as const satisfies Record<string, Trouble>;

/** A refusal by the middleware: a problem for programs, a page for people. */
export function refuse(c: Context, code: keyof typeof troubles): Response {
  const frame: Frame | undefined = c.get("frame");
  const requestId: string | undefined = c.get("requestId");
  if (!frame) {
    return problem(c, code === "fault" ? { code, requestId } : { code });
  }
  const page = () => TroublePage({ frame, trouble: troubles[code], requestId });
  return render(c, { page, status: problems[code].status });
}

const FOR_PROGRAMS =
  /^\/(?:v1|notify|sandbox\/gateway|demo\/receiver\/hook|\.well-known|openapi\.json|embed\.js|l\/[^/]+\/(?:qr\.svg|poster\.svg|tag\.ndef)|livez|readyz)(?:\/|$)/;

/** Programs are told by path, because clients send `Accept: *\/*`. */
export function forProgram(c: Context): boolean {
  return FOR_PROGRAMS.test(c.req.path);
}
