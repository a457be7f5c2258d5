import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { ConsumerSession } from "../../core/session/session.ts";
import type { Devices } from "../../core/session/view_devices.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { deviceWords } from "./device_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly devices: Pick<Devices, "here" | "sessions">;
}

/** Every browser that is signed in as this person, this one first. */
export function DevicesPage({ frame, mode, devices: { here, sessions } }: Props) {
  const { lang } = frame;
  const w = deviceWords(lang);
  const sorted = sessions.toSorted((a, b) =>
    Number(b.sessionId === here) - Number(a.sessionId === here)
  );
  return (
    <Layout frame={frame} title={w.title} mode={mode} width="column" script={false}>
      <div class="stack">
        <hgroup>
          <h1>{w.title}</h1>
          <p class="quiet-text">{w.help}</p>
        </hgroup>
        {sorted.map((session) => (
          <Device
            key={session.sessionId}
            session={session}
            isHere={session.sessionId === here}
            lang={lang}
          />
        ))}
        <form class="stack" method="post" action={paths.walletDeviceEnd()}>
          <button class="button quiet" type="submit" name="session_id" value="all">
            {w.everywhere}
          </button>
          <p class="hint">{w.everywhereHelp}</p>
        </form>
        <a class="link" href={paths.wallet()}>{w.back}</a>
      </div>
    </Layout>
  );
}

interface DeviceProps {
  readonly session: ConsumerSession;
  readonly isHere: boolean;
  readonly lang: Lang;
}

function Device({ session, isHere, lang }: DeviceProps) {
  const { sessionId, proof, createdAt, seenAt } = session;
  const w = deviceWords(lang);
  const client = session.client === "?" ? w.unknown : session.client;
  return (
    <section class="card stack minor">
      <h2>{client}</h2>
      {isHere ? <p>{w.here}</p> : null}
      <p class="small quiet-text">
        {w.proofs[proof]}
        <br />
        {withMoments(w.since(formatTime(createdAt, lang)))}
        <br />
        {withMoments(w.seen(formatTime(seenAt, lang)))}
      </p>
      <form method="post" action={paths.walletDeviceEnd()}>
        <button
          class="button quiet"
          type="submit"
          name="session_id"
          value={sessionId}
          aria-label={w.signOutOf(isHere ? w.here : client)}
        >
          {w.signOut}
        </button>
      </form>
    </section>
  );
}
