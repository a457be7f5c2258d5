import type { ChannelSwitch } from "../../core/channel/channel_switch.ts";
import { paths } from "../../core/paths.ts";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { FormError } from "./form_error.tsx";
import type { OpsFormError } from "./copy.ts";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly channels: readonly (Pick<ChannelSwitch, "channel" | "state" | "reason"> & {
    readonly changedAt: ChannelSwitch["changedAt"] | undefined;
  })[];
  readonly mayWrite: boolean;
  readonly formError?: OpsFormError | undefined;
}

/** Each connected channel, whether it takes anything new, and the switch. */
export function Channels({ lang, channels, mayWrite, formError }: Props) {
  const w = opsWords(lang);
  return (
    <>
      <h1>{w.channels}</h1>
      <FormError lang={lang} error={formError} />
      <p class="quiet-text">{w.stopHelp}</p>
      {channels.map(({ channel, state, reason, changedAt }) => (
        <section key={channel} class="card stack">
          <h2>{channel}</h2>
          <p>
            <b>{w.channelStates[state]}</b>
            {changedAt === undefined ? null : (
              <>
                · <Time at={changedAt} lang={lang} />
              </>
            )}
          </p>
          {state === "stopped"
            ? (
              <p>
                <bdi>{reason}</bdi>
              </p>
            )
            : null}
          {mayWrite ? <Switch lang={lang} channel={channel} state={state} /> : null}
        </section>
      ))}
    </>
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
