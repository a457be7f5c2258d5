import type { Child } from "hono/jsx";
import type { Health, JobHealth } from "../../core/health/view_health.ts";
import { paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";
import { Band } from "../parts/band.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { formatTime, Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { ChannelCard } from "./channels.tsx";
import type { OpsFormError } from "./copy.ts";
import { counted } from "./counted.ts";
import { FormError } from "./form_error.tsx";
import { healthWords } from "./health_words.ts";
import { Lines } from "./lines.tsx";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  /** Undefined when the database has not answered in time. */
  readonly health: Health | undefined;
  /** Whether channels may be stopped. */
  readonly mayWrite: boolean;
  readonly formError?: OpsFormError | undefined;
}

/** How the portal is, what is wrong first. */
export function HealthBody({ lang, health, mayWrite, formError }: Props) {
  const w = healthWords(lang);
  if (!health) {
    return (
      <>
        <h1>{w.title}</h1>
        <Band mark="offline">
          <p>{w.noAnswer}</p>
        </Band>
      </>
    );
  }
  const { channels, jobs, credentials } = health;
  const dead = jobs.filter((each) => each.dead);
  return (
    <>
      <h1>{w.title}</h1>
      <FormError lang={lang} error={formError} />
      {channels.filter(({ silent }) => silent).map(({ channel }) => (
        <Band key={channel} mark="offline">
          <b>{channel}: {w.silent}</b> <p>{w.silentHelp}</p>
        </Band>
      ))}
      {dead.map(({ name }) => (
        <Band key={name} mark="offline">
          <b>{name}: {w.dead}</b> <p>{w.deadHelp}</p>
        </Band>
      ))}
      {credentials.filter(({ left }) => left !== undefined).map(({ name, left }) => (
        <Band key={name} mark="offline">
          <b>{name}: {left === 0 ? w.ended : w.endsSoon}</b> <p>{w.endsHelp}</p>
        </Band>
      ))}
      <h2>{w.channels}</h2>
      <p class="quiet-text">{opsWords(lang).stopHelp}</p>
      {channels.map((each) => (
        <ChannelCard key={each.channel} lang={lang} health={each} mayWrite={mayWrite} />
      ))}
      <RefusedNotices lang={lang} refused={health.refusedNotices} />
      <Webhooks lang={lang} health={health} />
      <Jobs lang={lang} jobs={jobs} />
      <section class="card stack">
        <h2>{w.credentials}</h2>
        {credentials.length === 0 ? <p class="quiet-text">{w.noCredential}</p> : (
          <Facts
            rows={credentials.map(({ name, endsAt }) =>
              fact(name, <Time at={endsAt} lang={lang} />)
            )}
          />
        )}
      </section>
      <section class="card stack">
        <h2>{w.database}</h2>
        <Facts
          rows={[
            [w.roundTrip, w.ms(health.roundTrip)],
            [w.waiting, health.waiting === undefined ? w.elsewhere : w.unit(health.waiting)],
          ]}
        />
      </section>
    </>
  );
}

/** Only what there was: on a good day there is none. */
function RefusedNotices({ lang, refused }: {
  readonly lang: Lang;
  readonly refused: Health["refusedNotices"];
}) {
  const w = healthWords(lang);
  if (refused.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{w.refused}</h2>
      <p class="quiet-text">{w.refusedHelp}</p>
      <table class="dense">
        <thead>
          <tr>
            <th scope="col">{w.refusedAt}</th>
            <th scope="col">{w.channel}</th>
            <th scope="col">{w.refusedWhy}</th>
            <th scope="col">{w.refusedAbout}</th>
          </tr>
        </thead>
        <tbody>
          {refused.map(({ at, channel, merchantNo, code, detail, channelOrderNo }) => (
            <tr>
              <th scope="row">
                <Time at={at} lang={lang} />
              </th>
              <td data-label={w.channel}>
                <span>
                  {channel}{" "}
                  <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>
                </span>
              </td>
              <td data-label={w.refusedWhy}>
                <span>
                  <Lines texts={[code, detail]} />
                </span>
              </td>
              <td data-label={w.refusedAbout}>
                <span>
                  {channelOrderNo === undefined
                    ? w.refusedUnknown
                    : <Lines texts={[channelOrderNo]} />}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function timeOr(at: Instant | undefined, otherwise: string, lang: Lang): Child {
  return at === undefined ? otherwise : <Time at={at} lang={lang} />;
}

function Webhooks({ lang, health: { webhooks, blocked } }: {
  readonly lang: Lang;
  readonly health: Pick<Health, "webhooks" | "blocked">;
}) {
  const w = healthWords(lang);
  const { due, oldestDueAt, exhausted } = webhooks;
  return (
    <>
      <section class="card stack">
        <h2>{w.webhooks}</h2>
        <Facts
          rows={[
            [w.due, counted(due)],
            [w.oldestDue, oldestDueAt && timeOr(oldestDueAt, "", lang)],
            [w.exhausted, counted(exhausted)],
          ]}
        />
        <a class="link" href={paths.opsQueue("endpoints")}>{w.disabled}</a>
      </section>
      <section class="card stack">
        <h2>{w.blocked}</h2>
        {blocked.length === 0 ? <p class="quiet-text">{w.noBlocked}</p> : (
          <ul class="rows">
            {blocked.map(({ deductionId, until }) => (
              <li key={deductionId}>
                <a class="link mono" href={paths.opsRecord(deductionId)}>{deductionId}</a>
                <span class="end">{w.until(formatTime(until, lang))}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Jobs({ lang, jobs }: { readonly lang: Lang; readonly jobs: readonly JobHealth[] }) {
  const w = healthWords(lang);
  return (
    <section class="card stack">
      <h2>{w.jobs}</h2>
      <table class="dense">
        <thead>
          <tr>
            <th scope="col">{w.job}</th>
            <th scope="col">{w.finished}</th>
            <th scope="col">{w.holder}</th>
            <th scope="col">{opsWords(lang).state}</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map(({ name, run, dead }) => (
            <tr key={name}>
              <th scope="row" class="mono">{name}</th>
              <td data-label={w.finished}>{timeOr(run?.finishedAt, w.never, lang)}</td>
              <td data-label={w.holder}>{run?.held ? w.held : w.free}</td>
              <td data-label={opsWords(lang).state}>{dead ? <b>{w.dead}</b> : w.well}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
