import type { Need } from "../../core/overview/needs.ts";
import { paths } from "../../core/paths.ts";
import { Band } from "../parts/band.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { hostOf } from "./host_of.ts";
import { overviewWords } from "./words.ts";
import type { OverviewWords } from "./words_zh.ts";

interface Props {
  readonly lang: Lang;
  readonly needs: readonly Need[];
  /** About whoever is signed in. */
  readonly own: readonly (readonly [text: string, href: string])[];
}

/** What needs somebody, each with its fix. */
export function NeedsList({ lang, needs, own }: Props) {
  const w = overviewWords(lang);
  if (needs.length + own.length === 0) return <p class="quiet-text">{w.nothingNeedsYou}</p>;
  return (
    <section class="card stack">
      <h2>{w.needsYou}</h2>
      {needs.map((need) => (
        <Band key={JSON.stringify(need)} mark="unclear">
          <p>{textOf(need, lang, w)}</p>
          <a class="link" href={fixOf(need)}>{w.fix[need.type]}</a>
        </Band>
      ))}
      {own.map(([text, href]) => (
        <Band key={text} mark="unclear">
          <a href={href}>{text}</a>
        </Band>
      ))}
    </section>
  );
}

function textOf(need: Need, lang: Lang, w: OverviewWords): string {
  switch (need.type) {
    case "no_endpoint":
      return w.noEndpoint;
    case "endpoint_failing":
      return w.endpointFailing(hostOf(need.url), formatTime(need.since, lang));
    case "endpoint_disabled":
      return w.endpointDisabled(hostOf(need.url));
    case "unclear":
      return w.unclear[need.of](need.count > COUNTED_MAX ? `${COUNTED_MAX}+` : `${need.count}`);
    case "no_key":
      return w.noKey;
    case "key_ends":
      return w.keyEnds(need.kid, formatTime(need.at, lang));
    case "plan_rejected":
      return w.planRejected(need.name, need.reason);
    case "application_rejected":
      return w.applicationRejected(need.name, need.reason);
    case "polled_too_often":
      return w.polledTooOften(need.deductionId, need.early, need.blockedAt);
    case "polling_blocked":
      return w.pollingBlocked(need.deductionId, formatTime(need.until, lang));
  }
}

/** More are not counted. */
const COUNTED_MAX = 99;

function fixOf(need: Need): string {
  switch (need.type) {
    case "no_endpoint":
      return paths.consoleList("webhooks");
    case "endpoint_failing":
    case "endpoint_disabled":
      return paths.consoleItem("webhooks", need.endpointId);
    case "unclear":
      return need.of === "payments"
        ? paths.consoleList("orders", "state=open")
        : paths.consoleList(need.of, "state=processing");
    case "no_key":
      return paths.consoleNewKey();
    case "key_ends":
      return paths.consoleList("keys");
    case "plan_rejected":
      return paths.consoleItem("plans", need.planId);
    case "application_rejected":
      return paths.consoleApplication(need.applicationId);
    case "polled_too_often":
    case "polling_blocked":
      return paths.consoleItem("deductions", need.deductionId);
  }
}
