import type { SessionId } from "../../core/id.ts";
import { type Desk, paths } from "../../core/paths.ts";
import { PASSKEYS_MAX } from "../../core/passkey/passkey.ts";
import type { Passkey } from "../../core/staff/staff.ts";
import type { SeenSession } from "../../core/staff/staff_store.ts";
import type { Frame } from "../frame.ts";
import { Band } from "../parts/band.tsx";
import { formatTime } from "../parts/time.tsx";
import { AlertsCard, type AlertsCardProps } from "./alerts_card.tsx";
import { DeskLayout, type Who } from "./desk.tsx";
import { PasskeyForm } from "./passkey_form.tsx";
import { PhoneCard, type PhoneCardProps } from "./phone_card.tsx";
import { phoneWords } from "./phone_words.ts";
import { Problem } from "./problem.tsx";
import { TextField } from "./text_field.tsx";
import { placeName } from "./place_name.ts";
import { staffWords } from "./words.ts";

export type AccountProblem =
  | "passkey"
  | "passkey_name"
  | "too_many"
  | "last_passkey"
  | "no_script";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly passkeys: readonly Passkey[];
  readonly codesLeft: number;
  readonly sessions: readonly SeenSession[];
  readonly phone: Omit<PhoneCardProps, "lang" | "desk">;
  readonly told: Omit<AlertsCardProps, "lang" | "desk" | "role">;
  readonly current: SessionId;
  /** They came in by a recovery code. */
  readonly byCode: boolean;
  /** Whether a passkey may be added without asking who is there first. */
  readonly mayAdd: boolean;
  readonly suggestedName: string;
  readonly problem: AccountProblem | undefined;
}

/** What is somebody's own: how they sign in, and where they are signed in. */
export function AccountPage(props: Props) {
  const { frame, desk, who, byCode, problem } = props;
  const w = staffWords(frame.lang);
  return (
    <DeskLayout
      frame={frame}
      desk={desk}
      who={who}
      section="account"
      title={placeName("account", frame.lang)}
      passkey={props.mayAdd}
    >
      <Problem text={problem && w.accountProblems[problem]} />
      <Problem
        text={props.phone.problem && phoneWords(frame.lang).problems[props.phone.problem]}
        field={props.phone.problem === "phone_code_refused" && props.phone.waiting !== undefined
          ? "phone_code"
          : undefined}
      />
      <h1>{placeName("account", frame.lang)}</h1>
      {byCode
        ? (
          <div class="notice">
            <Band mark="unclear">
              <p>{w.cameByCode}</p>
            </Band>
          </div>
        )
        : null}
      <Passkeys {...props} />
      <Codes {...props} />
      <PhoneCard {...props.phone} lang={frame.lang} desk={desk} />
      <AlertsCard {...props.told} lang={frame.lang} desk={desk} role={who.role} />
      <Sessions {...props} />
    </DeskLayout>
  );
}

function Passkeys({ frame, desk, passkeys, mayAdd, suggestedName }: Props) {
  const w = staffWords(frame.lang);
  return (
    <section class="card stack" aria-labelledby="passkeys">
      <h2 id="passkeys">{w.passkeys}</h2>
      {passkeys.length === 0 ? <p>{w.noPasskey}</p> : (
        <ul class="lines">
          {passkeys.map((passkey) => (
            <li key={passkey.passkeyId}>
              <form
                class="rename"
                method="post"
                action={paths.accountPasskeyName(desk, passkey.passkeyId)}
              >
                <label class="sr" for={passkey.passkeyId}>{w.passkeyName}</label>
                <input id={passkey.passkeyId} name="name" value={passkey.name} required />
                <button class="button quiet" type="submit">{w.rename}</button>
              </form>
              <span class="meta">
                {w.madeAt(formatTime(passkey.createdAt, frame.lang))}
                {passkey.usedAt === undefined
                  ? null
                  : ` · ${w.usedAt(formatTime(passkey.usedAt, frame.lang))}`}
              </span>
              {passkeys.length > 1
                ? (
                  <a class="link" href={paths.accountPasskeyRemoval(desk, passkey.passkeyId)}>
                    {w.remove}
                    <span class="sr">{passkey.name}</span>
                  </a>
                )
                : null}
            </li>
          ))}
        </ul>
      )}
      {passkeys.length >= PASSKEYS_MAX
        ? <p class="hint">{w.accountProblems.too_many}</p>
        : mayAdd
        ? (
          <PasskeyForm
            use="create"
            action={paths.accountPasskeys(desk)}
            challenge={paths.accountChallenge(desk)}
            button={w.addPasskey}
            w={w}
          >
            <TextField
              name="passkey_name"
              label={w.passkeyName}
              value={suggestedName}
              hint={w.passkeyNameHint}
            />
          </PasskeyForm>
        )
        : (
          <a class="button quiet" href={paths.confirmation(desk, paths.account(desk))}>
            {w.addPasskey}
          </a>
        )}
    </section>
  );
}

function Codes({ frame, desk, codesLeft }: Props) {
  const w = staffWords(frame.lang);
  return (
    <section class="card stack" aria-labelledby="codes">
      <h2 id="codes">{w.recoveryCodes}</h2>
      <p>{w.codesLeft(codesLeft)}</p>
      <form method="post" action={paths.accountCodes(desk)}>
        <button class="button quiet" type="submit">{w.replaceCodes}</button>
      </form>
      <p class="hint">{w.replaceCodesHelp}</p>
    </section>
  );
}

function Sessions({ frame, desk, sessions, current }: Props) {
  const w = staffWords(frame.lang);
  return (
    <section class="card stack" aria-labelledby="sessions">
      <h2 id="sessions">{w.sessions}</h2>
      <ul class="lines">
        {sessions.map(({ session, seenAt }) => (
          <li key={session.sessionId}>
            <b>{session.client}</b>
            <span class="meta">
              {w.signedInAt(formatTime(session.createdAt, frame.lang))} ·{" "}
              {w.seenAt(formatTime(seenAt, frame.lang))} · {w.proofs[session.proof]}
            </span>
            {session.sessionId === current
              ? <span class="jade">{w.thisSession}</span>
              : (
                <form method="post" action={paths.accountSessionEnd(desk, session.sessionId)}>
                  <button class="link" type="submit">
                    {w.endSession}
                    <span class="sr">{session.client}</span>
                  </button>
                </form>
              )}
          </li>
        ))}
      </ul>
      <form method="post" action={paths.accountSessions(desk)}>
        <button class="button quiet" type="submit">{w.signOutEverywhere}</button>
      </form>
    </section>
  );
}
