import type { Context } from "hono";
import { problem, problems } from "./problem.ts";
import type { ProblemCode } from "./problem.ts";

/** A refusal by the border itself: a problem for programs, a page for people. */
export function refuse(c: Context, code: ProblemCode): Response | Promise<Response> {
  if (forProgram(c)) return problem(c, { code });
  const { status, title, detail } = problems[code];
  return c.html(`<!doctype html><title>${title}</title><h1>${title}</h1><p>${detail}</p>`, status);
}

/** Programs are answered with a problem whatever they accept: by path, because clients send `Accept: *\/*`. */
export function forProgram(c: Context): boolean {
  return /^\/(?:v1|notify|sandbox\/gateway|\.well-known|openapi\.json|livez|readyz)(?:\/|$)/
    .test(c.req.path);
}
