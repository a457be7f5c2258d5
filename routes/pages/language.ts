import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import type { Context } from "hono";
import { type Lang, langs } from "../../views/words.ts";
import { type Here, keepCookie } from "./cookies.ts";
import { localPath } from "./local_path.ts";

const COOKIE = "lang";
const COOKIE_SECONDS = 365 * 24 * 3600;

/** The chosen language, otherwise the best of Accept-Language, otherwise Chinese. */
export function languageOf(c: Context): Lang {
  const chosen = langs.find((lang) => lang === getCookie(c, COOKIE));
  return chosen ?? preferred(c.req.header("accept-language") ?? "");
}

/** `Accept-Language` by weight; unsupported languages are skipped. */
export function preferred(header: string): Lang {
  if (header === "") return "zh";
  const ranges = header.split(",").map((part, order) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(/\s*;\s*/);
    const q = parameters.find((each) => each.startsWith("q="))?.slice(2);
    return { tag: tag.split("-")[0], weight: q === undefined ? 1 : Number(q) || 0, order };
  });
  ranges.sort((a, b) => b.weight - a.weight || a.order - b.order);
  const known = ranges.filter((range) => range.weight > 0).map((range) => range.tag);
  return langs.find((lang) => lang === known.find((tag) => tag === "zh" || tag === "en")) ?? "zh";
}

/** POST /language: keeps the choice in a cookie and goes back to the page it came from. */
export function languageRoutes(here: Here): Hono {
  return new Hono().post("/language", async (c) => {
    const form = await c.req.parseBody();
    const lang = langs.find((each) => each === form["lang"]);
    if (lang) keepCookie(c, here, { name: COOKIE, value: lang, maxAge: COOKIE_SECONDS });
    return c.redirect(localPath(form["back"]), 303);
  });
}
