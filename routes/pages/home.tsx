import { Hono } from "hono";
import { paths } from "../../core/paths.ts";
import { HomePage } from "../../views/home/home_page.tsx";
import type { AppEnv } from "../app_env.ts";
import { render } from "./render.tsx";

/** Whose portal this is, for whoever comes without a link. Last of all routes: a demo puts its own before it. */
export function homeRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>().get(
    paths.home(),
    (c) => render(c, { page: () => <HomePage frame={c.var.frame} /> }),
  );
}
