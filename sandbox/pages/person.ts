import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { type Here, keepCookie } from "../../routes/pages/cookies.ts";
import { type Person, personNos, personOf, persons } from "../bank/persons.ts";

const COOKIE = "sandbox_person";

/** Whose phone the simulated app runs on: the last one chosen, by default the first. */
export function personHere(c: Context): Person {
  const chosen = personOf(getCookie(c, COOKIE) ?? "");
  const person = chosen ?? persons[0];
  if (!person) throw new TypeError("Cannot choose: the sandbox has nobody");
  return person;
}

/** Keeps the choice until the browser is closed; a name that is nobody's changes nothing. */
export function choosePerson(c: Context, here: Here, name: string): void {
  const personNo = personNos.find((each) => each === name);
  if (!personNo) return;
  keepCookie(c, here, { name: COOKIE, value: personNo, path: "/sandbox" });
}
