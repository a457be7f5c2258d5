import type { ChannelSwitch } from "../../core/channel/channel_switch.ts";
import type { ChannelHealth } from "../../core/health/view_health.ts";
import { paths } from "../../core/paths.ts";
import { Facts } from "../parts/facts.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { counted } from "./counted.ts";
import { healthWords } from "./health_words.ts";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly health: ChannelHealth;
  readonly mayWrite: boolean;
}

/** A connected channel: whether it takes anything new, whether it answers, and the switch. */
export function ChannelCard({ lang, health, mayWrite }: Props) {
  const w = opsWords(lang);
  const h = healthWords(lang);
  const { channel, state, reason, changedAt, inFlight, answers } = health;
  const time = (at: ChannelHealth["changedAt"]) => at && <Time at={at} lang={lang} />;
  return (
    <section class="card stack">
      <h3>{channel}</h3>
      <p>
        <b>{w.channelStates[state]}</b>
        {changedAt === undefined ? null : <>· {time(changedAt)}</>}
      </p>
      {state === "stopped"
        ? (
          <p>
            <bdi>{reason}</bdi>
          </p>
        )
        : null}
      <Facts
        rows={[
          [h.inFlight, h.count(counted(inFlight?.count ?? 0))],
          [h.oldestSent, time(inFlight?.oldestSentAt)],
          [h.answeredAt, time(answers?.answeredAt) ?? h.never],
          [h.silentSince, time(answers?.silentSince)],
        ]}
      />
      {mayWrite ? <Switch lang={lang} channel={channel} state={state} /> : null}
    </section>
  );
}

function Switch(
  { lang, channel, state }: Pick<ChannelSwitch, "channel" | "state"> & { readonly lang: Lang },
) {
  const w = opsWords(lang);
  const action = paths.opsChannel(channel);
  if (state === "stopped") {
    return (
      <form method="post" action={action}>
        <button class="button" type="submit" name="state" value="open">{w.resume}</button>
      </form>
    );
  }
  const id = `reason-${channel}`;
  return (
    <form class="stack" method="post" action={action}>
      <div class="field">
        <label for={id}>{w.stopReason}</label>
        <input id={id} name="reason" maxlength={200} required autocomplete="off" />
      </div>
      <button class="button quiet" type="submit" name="state" value="stopped">{w.stop}</button>
    </form>
  );
}
