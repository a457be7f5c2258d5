import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import type { Context } from "hono";
import { type Lang, langs } from "../../views/words.ts";
import { type Here, keepCookie } from "./cookies.ts";
import { localPath } from "./local_path.ts";

const COOKIE = "lang";
const COOKIE_SECONDS = 365 * 24 * 3600;

/** The chosen language, otherwise the best of Accept-Language; see docs/decisions/019. */
export function languageOf(c: Context): Lang {
  const chosen = langs.find((lang) => lang === getCookie(c, COOKIE));
  return chosen ?? preferred(c.req.header("accept-language") ?? "");
}

/**
 * `Accept-Language` by weight. Whoever asks only for others reads English; whoever asks for none in particular is in a
 * Chinese shop.
 */
export function preferred(header: string): Lang {
  if (header.length > KEPT_CHARS_MAX) return bestOf(header);
  let known = preferences.get(header);
  if (known === undefined) {
    if (preferences.size >= PREFERENCES_MAX) preferences.clear();
    preferences.set(header, known = bestOf(header));
  }
  return known;
}

/** By the header's text, which is one of few. */
const preferences = new Map<string, Lang>();
const PREFERENCES_MAX = 500;
const KEPT_CHARS_MAX = 100;

function bestOf(header: string): Lang {
  const ranges = header.split(",").map((part, order) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(/\s*;\s*/);
    const q = parameters.find((each) => each.startsWith("q="))?.slice(2);
    return { tag: tag.split("-")[0], weight: q === undefined ? 1 : Number(q) || 0, order };
  });
  ranges.sort((a, b) => b.weight - a.weight || a.order - b.order);
  const asked = ranges.filter(({ tag, weight }) => weight > 0 && /^[a-z]+$/.test(tag ?? ""));
  const known = asked.map(({ tag }) => langs.find((lang) => lang === tag)).find(Boolean);
  return known ?? (asked.length > 0 ? "en" : "zh");
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
