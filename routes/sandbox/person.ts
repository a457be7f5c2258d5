import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { type Person, personNos, personOf, persons } from "../../core/channel/sandbox/persons.ts";

const COOKIE = "sandbox_person";

/** Whose phone the simulated app runs on: the last one chosen, by default the first. */
export function personHere(c: Context): Person {
  const chosen = personOf(getCookie(c, COOKIE) ?? "");
  const person = chosen ?? persons[0];
  if (!person) throw new TypeError("Cannot choose: the sandbox has nobody");
  return person;
}

/** Keeps the choice until the browser is closed; an unknown name changes nothing. */
export function choosePerson(c: Context, name: string): void {
  const personNo = personNos.find((each) => each === name);
  if (!personNo) return;
  setCookie(c, COOKIE, personNo, { path: "/sandbox", httpOnly: true, sameSite: "Lax" });
}
