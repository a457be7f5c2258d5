import type { Context } from "hono";
import type { TooMany } from "../../core/budget/spend.ts";
import type { Frame } from "../../views/frame.ts";
import { type ErrorKind, ErrorPage } from "../../views/error_page.tsx";
import { problems } from "../api/problem.ts";
import { refuse as refuseProgram } from "../api/refuse.ts";
import type { AppEnv } from "../app_env.ts";
import type { EdgeRefusal, Refuse } from "../middleware/refuse.ts";
import { render } from "./render.tsx";

/** As which page people see what the edge refuses. */
const pageKinds: Readonly<Record<EdgeRefusal, ErrorKind>> = {
  route_unknown: "unknown",
  method_not_allowed: "unknown",
  origin_refused: "foreign",
  body_too_large: "too_large",
  body_not_json: "foreign",
  body_incomplete: "foreign",
  content_type_unsupported: "foreign",
  changed_meanwhile: "busy",
  overloaded: "unavailable",
  unavailable: "unavailable",
  too_many_requests: "too_often",
  outcome_unknown: "unavailable",
  fault: "broken",
};

/** Tries that were too many, by this person or from where they are. */
export function refuseTooMany(c: Context<AppEnv>, { code, retry_after }: TooMany): Response {
  c.header("Retry-After", `${retry_after}`);
  return refuse(c, code);
}

/** A refusal to a person. What breaks before there is a frame to draw it in is told without a page. */
export const refuse: Refuse = (c, code) => {
  const frame: Frame | undefined = c.get("frame");
  if (!frame) return refuseProgram(c, code);
  const requestId: string | undefined = c.get("requestId");
  const page = () => ErrorPage({ frame, kind: pageKinds[code], requestId });
  return render(c, { page, status: problems[code].status });
};
