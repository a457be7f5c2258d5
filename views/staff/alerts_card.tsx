import { type AlertKind, alertsFor } from "../../core/alert/alert_kind.ts";
import { type Desk, paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import type { Lang } from "../words.ts";
import { phoneWords, type WaysChosen } from "./phone_words.ts";
import { staffWords } from "./words.ts";

export interface AlertsCardProps {
  readonly lang: Lang;
  readonly desk: Desk;
  readonly role: Role;
  /** What they are told by mail, and by text message. */
  readonly alerts: readonly AlertKind[];
  readonly smsAlerts: readonly AlertKind[];
  /** Whether a text message could reach them. */
  readonly hasPhone: boolean;
}

/** What somebody is told, and how. */
export function AlertsCard({ lang, desk, role, alerts, smsAlerts, hasPhone }: AlertsCardProps) {
  const w = staffWords(lang);
  const { ways } = phoneWords(lang);
  const offered: readonly WaysChosen[] = hasPhone
    ? ["mail", "sms", "both", "none"]
    : ["mail", "none"];
  return (
    <section class="card stack" aria-labelledby="alerts">
      <h2 id="alerts">{w.alerts}</h2>
      <form class="stack" method="post" action={paths.accountAlerts(desk)}>
        <ul class="lines">
          {alertsFor(role).map((kind) => {
            const chosen = chosenOf(alerts.includes(kind), hasPhone && smsAlerts.includes(kind));
            return (
              <li key={kind}>
                <label for={kind}>{w.alertKinds[kind]}</label>
                <select id={kind} name={kind}>
                  {offered.map((each) => (
                    <option key={each} value={each} selected={each === chosen}>{ways[each]}</option>
                  ))}
                </select>
              </li>
            );
          })}
        </ul>
        <button class="button quiet" type="submit">{w.save}</button>
      </form>
    </section>
  );
}

function chosenOf(byMail: boolean, bySms: boolean): WaysChosen {
  if (byMail) return bySms ? "both" : "mail";
  return bySms ? "sms" : "none";
}
