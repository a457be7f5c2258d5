import type { ContentfulStatusCode } from "hono/utils/http-status";

export interface ProblemKind {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  /** What it means for the caller and what to do next; also the reference page's text. */
  readonly detail: string;
}
