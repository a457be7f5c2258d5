import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { Deps } from "../../core/deps.ts";
import { keepCookie } from "../../routes/pages/cookies.ts";
import { type Person, personNos, personOf, persons } from "../bank/persons.ts";

const COOKIE = "sandbox_person";

/** Whose phone the simulated app runs on: the last one chosen, by default the first. */
export function personHere(c: Context): Person {
  const chosen = personOf(getCookie(c, COOKIE) ?? "");
  const person = chosen ?? persons[0];
  if (!person) throw new TypeError("Cannot choose: the sandbox has nobody");
  return person;
}

/** Keeps the choice until the browser is closed; an unknown name changes nothing. */
export function choosePerson(c: Context, deps: Deps, name: string): void {
  const personNo = personNos.find((each) => each === name);
  if (!personNo) return;
  keepCookie(c, deps, { name: COOKIE, value: personNo, path: "/sandbox" });
}
