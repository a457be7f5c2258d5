import { type Desk, paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import type { Staff } from "../../core/staff/staff.ts";
import { type Authenticator, authenticator, type Lie } from "./authenticator.ts";
import { browserWith } from "./app_browser.ts";
import { must } from "./fixtures.ts";
import type { TestApp } from "./test_app.ts";

export interface Person {
  readonly desk: Desk;
  readonly staff: Staff;
  readonly mail: string;
  readonly codes: readonly string[];
  readonly device: Authenticator;
  /** Sends with the cookie of the session, and keeps what the portal sets. */
  ask(path: string, fields?: Readonly<Record<string, string>> | URLSearchParams): Promise<Response>;
  cookie(): string;
  /** Signs in with the passkey, in the same browser. */
  signIn(lie?: Lie): Promise<Response>;
  /** Proves who is there, for a dangerous act. */
  confirm(lie?: Lie): Promise<Response>;
}

let people = 0;

/** Somebody who has joined and is signed in, as the handlers of pages have them. */
export async function signedIn(
  app: TestApp,
  role: Role,
  merchantNo?: Staff["merchantNo"],
): Promise<SignedIn> {
  const { staff: { staffId } } = await joined(app, role, merchantNo);
  const { deps } = app;
  const awake = { now: deps.now(), idle: deps.config.staffSessionIdle };
  const [staff, [seen]] = await deps.load(
    deps.staff.byId(staffId),
    deps.staff.sessions(staffId, awake),
  );
  if (staff?.state !== "active" || !seen) throw new Error("Expected somebody who is signed in");
  const { merchantNo: place } = staff;
  return { staff, home: staff, ...seen, place, role, merchant: undefined, reach: [] };
}

/** Somebody who was invited to this merchant number, or to the institution, and has joined with a passkey. */
export async function joined(
  app: TestApp,
  role: Role,
  merchantNo?: Staff["merchantNo"],
): Promise<Person> {
  const mail = `person${++people}@example.com`;
  const person = { name: `张三 ${people}`, mail };
  const given = { place: merchantNo, role, person, here: undefined };
  const { staff, token } = must(await inviteStaff(app.deps, given));
  return { ...await takeUp(app, staff, token), mail };
}

/** Takes up a one-time link in a browser of its own. */
export async function takeUp(app: TestApp, staff: Staff, token: string): Promise<Person> {
  const desk = staff.merchantNo === undefined ? "ops" : "console";
  const device = authenticator(app.deps.config.publicUrl);
  let cookie = "";
  const ask = async (path: string, fields?: Readonly<Record<string, string>> | URLSearchParams) => {
    const answer = await browserWith(app, cookie).ask(path, fields ? { fields } : {});
    for (const set of answer.headers.getSetCookie()) cookie = set.split(";")[0] ?? "";
    return answer;
  };
  const options = async (path: string) => await (await ask(path, {})).json();
  const path = paths.join(desk, token);
  const response = await device.create(await options(paths.joinChallenge(desk, token)));
  const answer = await ask(path, {
    name: "李四",
    mail: "unused@example.com",
    passkey_name: "手机",
    response: JSON.stringify(response),
  });
  if (answer.status !== 200) throw new Error(`Cannot join: ${await answer.text()}`);
  const codes = [...(await answer.text()).matchAll(/<li>([A-Z0-9-]{19})<\/li>/g)];
  const prove = async (challenge: string, action: string, lie?: Lie) => {
    const signed = await device.get(await options(challenge), lie);
    return await ask(action, { to: paths.desk(desk), response: JSON.stringify(signed) });
  };
  return {
    desk,
    staff,
    mail: "",
    codes: codes.map(([, code = ""]) => code),
    device,
    ask,
    cookie: () => cookie,
    signIn: (lie) => prove(paths.signInChallenge(desk), paths.signIn(desk), lie),
    confirm: (lie) => prove(paths.confirmationChallenge(desk), paths.confirmation(desk), lie),
  };
}
