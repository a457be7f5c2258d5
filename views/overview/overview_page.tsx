import { type Need, permissionToSee } from "../../core/overview/needs.ts";
import type { Overview } from "../../core/overview/view_overview.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { permissionForPlot } from "../../core/overview/plot_permission.ts";
import { paths, plotNames } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import type { Frame } from "../frame.ts";
import { actWords } from "../staff/act_words.ts";
import { DeskLayout, type Who } from "../staff/desk.tsx";
import { type OwnFacts, ownNeeds } from "../staff/own_needs.ts";
import { placeName } from "../staff/place_name.ts";
import { staffWords } from "../staff/words.ts";
import { FirstSteps } from "./first_steps.tsx";
import { NeedsList } from "./needs_list.tsx";
import { PlotFigures } from "./plot_figures.tsx";
import { TodayFigures } from "./today_figures.tsx";

interface Props extends OwnFacts {
  readonly frame: Frame;
  readonly who: Who;
  readonly merchant: Merchant;
  readonly overview: Overview;
}

/** The home of a merchant's console: what needs somebody, today's figures, how it goes. */
export function OverviewPage({ frame, who, merchant, overview, ...own }: Props) {
  const { lang, origin } = frame;
  const w = staffWords(lang);
  const may = (need: Need) => permits(who.role, permissionToSee[need.type]);
  const seesMoney = permits(who.role, "payments:read");
  const shows = Object.fromEntries(
    plotNames.map((name) => [name, permits(who.role, permissionForPlot[name])]),
  ) as Record<typeof plotNames[number], boolean>;
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section="home"
      title={placeName("home", lang)}
    >
      <h1>{w.hello(who.name)}</h1>
      <NeedsList
        lang={lang}
        needs={overview.needs.filter(may)}
        own={ownNeeds(w, "console", own)}
      />
      {seesMoney ? <TodayFigures lang={lang} today={overview.today} /> : null}
      {overview.isEmpty && seesMoney
        ? <FirstSteps lang={lang} who={who} merchant={merchant} origin={origin} />
        : (
          <PlotFigures
            lang={lang}
            overview={overview}
            shows={shows}
            mayExport={permits(who.role, "exports:read")}
          />
        )}
      {permits(who.role, "settlement_account:write")
        ? (
          <section class="card">
            <ul class="ways">
              <li>
                <a href={paths.proposeOwnAccount()}>{actWords(lang).titles.set_account}</a>
                <span class="quiet-text">{actWords(lang).whenNeeded.set_account}</span>
              </li>
            </ul>
          </section>
        )
        : null}
    </DeskLayout>
  );
}
