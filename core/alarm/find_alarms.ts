import type { Deps } from "../deps.ts";
import { isDead, isSilent } from "../health/health.ts";
import { after, businessDay, days, type Duration, hours, milliseconds } from "../time.ts";
import { ALARMS_MAX, type Finding } from "./alarm.ts";
import { endsWithinDays } from "./credential.ts";

/** A merchant number's last key is announced so long before it retires. */
const KEY_ENDS_WITHIN: Duration = days(14);
const A_DAY_AGO = milliseconds(-days(1));
/** The files of a day come one after another, and come to its summary only together. */
const FILES_COME_WITHIN = milliseconds(-hours(1));

/** Everything that is not well now. */
export async function findAlarms(
  deps: Deps,
): Promise<readonly Finding[]> {
  const { load, now, health, audit, alarms, connections, differences, desk } = deps;
  const { jobPeriods, credentials } = deps;
  const at = now();
  const [answers, runs, published, merchantNos, atGateways, open, against] = await load(
    health.answers(),
    health.jobs(),
    audit.lastPublished(),
    alarms.lastKeysEnding(after(at, KEY_ENDS_WITHIN)),
    connections.ends(),
    // What is first due comes first.
    differences.list({ state: "open", past: undefined, max: 1 }),
    desk.summaries({ past: undefined, max: ALARMS_MAX }),
  );
  const periods = jobPeriods();
  const dead = runs.filter((run) => {
    const period = periods.get(run.name);
    return period !== undefined && isDead(run, period);
  });
  // Where none was ever published it is the job that is dead, or the portal is new.
  const late = published !== undefined && published.day < businessDay(after(at, A_DAY_AGO));
  const since = after(at, FILES_COME_WITHIN);
  const apart = new Set(
    against.flatMap(({ importedAt, clearingDay }) => importedAt <= since ? [clearingDay] : []),
  );
  return [
    ...answers.filter((each) => isSilent(each, at)).map(({ channel }) =>
      of("channel_silent", channel)
    ),
    ...dead.map(({ name }) => of("job_dead", name)),
    ...(late ? [of("head_unpublished", "audit")] : []),
    ...(open.some(({ dueAt }) => dueAt <= at) ? [of("difference_overdue", "all")] : []),
    ...[...apart].map((day) => of("summary_differs", day)),
    ...[...credentials, ...atGateways].flatMap((each) => {
      const left = endsWithinDays(each, at);
      // Each step is an alarm of its own: the one before it ends then.
      return left === undefined ? [] : [of("credential_ends", `${each.name}:${left}d`)];
    }),
    ...merchantNos.map((merchantNo): Finding => ({
      kind: "key_ends",
      subject: merchantNo,
      merchantNo,
    })),
  ];
}

function of(kind: Finding["kind"], subject: string): Finding {
  return { kind, subject, merchantNo: undefined };
}
