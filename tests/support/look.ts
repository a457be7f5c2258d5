import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Frame } from "../../views/frame.ts";

/** One state of one page, drawn with nothing behind it; `phone` as the browser says. */
export type Look = (frame: Frame, phone: boolean) => Child;
/** By name, e.g. `sign/code`. */
export type Looks = Readonly<Record<string, Look>>;

/** `true` when `Shown` is all of `All`, else what it lacks: `true satisfies Covers<…>` then does not compile. */
export type Covers<All, Shown> = [Exclude<All, Shown>] extends [never] ? true : Exclude<All, Shown>;

/** A look for each name, under `place`. */
export function looksOf<N extends string>(
  place: string,
  names: readonly N[],
  look: (name: N) => Look,
): Looks {
  return Object.fromEntries(names.map((name) => [`${place}/${name}`, look(name)]));
}

/** The keys of `record`, as they are typed. */
export function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}

/** The page with a notice that only script brings up. */
export function withNotice(look: Look, id: "offline" | "unreachable" | "broken"): Look {
  const notice = `id="${id}" class="notice"`;
  return drawnAgain(look, (html) => html.replace(`${notice} hidden`, notice));
}

/** The page just after its button was pressed. */
export function pressed(look: Look): Look {
  const button = /<button class="button" type="submit">.*?<\/button>/;
  return drawnAgain(look, (html) => {
    const [, busy = ""] = /data-busy="(.*?)"/.exec(html) ?? [];
    return html.replace(button, `<button class="button" aria-disabled="true">${busy}</button>`);
  });
}

function drawnAgain(look: Look, change: (html: string) => string): Look {
  return (frame, phone) => {
    const html = String(look(frame, phone));
    const changed = change(html);
    if (changed === html) throw new Error("Cannot draw again: nothing to change");
    return raw(changed);
  };
}
