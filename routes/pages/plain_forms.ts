import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../app_env.ts";
import { refuse } from "./refuse.tsx";

const FORM = "application/x-www-form-urlencoded";

/** No page of ours uploads files, so a form comes in the one encoding that cannot be malformed. */
export const plainForms: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.method !== "POST") return await next();
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  return type === FORM ? await next() : refuse(c, "content_type_unsupported");
};
