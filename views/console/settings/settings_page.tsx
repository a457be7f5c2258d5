import type { ContactPerson } from "../../../core/application/application.ts";
import type { MerchantOfEnterprise } from "../../../core/merchant/merchant_store.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { fact, Facts } from "../../parts/facts.tsx";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { Lines } from "../../ops/lines.tsx";
import {
  fieldsOf,
  problemText,
  SettingsFields,
  type SettingsProblems,
  type TypedSettings,
} from "./settings_fields.tsx";
import { type SettingsWords, settingsWords } from "./settings_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly number: MerchantOfEnterprise;
  /** Masked, as the application named them; undefined where there was none. */
  readonly contact: ContactPerson | undefined;
  readonly typed: TypedSettings;
  readonly saved?: boolean;
  readonly problems?: SettingsProblems;
  readonly problem?: "changed" | "notActive" | undefined;
}

/** What a number is, and what its own staff set about it. */
export function SettingsPage(props: Props) {
  const { frame, who, number: { merchant, enterprise }, contact, saved, problems = {} } = props;
  const { lang } = frame;
  const w = settingsWords(lang);
  const [[field, first] = []] = Object.entries(problems);
  const text = props.problem ? w[props.problem] : first && problemText(first, w);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="settings" title={w.title}>
      <Problem text={text} field={field} />
      <h1>{w.title}</h1>
      {saved
        ? (
          <div role="status">
            <Band mark="paid">{w.saved}</Band>
          </div>
        )
        : null}
      <section class="card stack">
        <Facts
          rows={[
            fact(w.number, <span class="mono">{merchant.merchantNo}</span>),
            fact(w.name, <bdi>{merchant.name}</bdi>),
            fact(w.legalName, enterprise && <bdi>{enterprise.name}</bdi>),
            fact(w.licence, enterprise && <span class="mono">{enterprise.licenceNo}</span>),
            fact(
              w.contact,
              contact && (
                <>
                  <bdi>{contact.name}</bdi> <span class="mono">{contact.phone}</span>
                </>
              ),
            ),
            fact(w.appId, <span class="mono">{merchant.appId}</span>),
            fact(w.opened, <Time at={merchant.createdAt} lang={lang} />),
          ]}
        />
        <p class="quiet-text">{w.fixed}</p>
      </section>
      <section class="card stack">
        <h2>{w.products}</h2>
        {merchant.products.length === 0 ? <p>{w.noProducts}</p> : (
          <ul>
            {merchant.products.map((product) => (
              <li key={product}>
                {w.productNames[product]} <span class="mono meta">{product}</span>
              </li>
            ))}
          </ul>
        )}
        <p class="quiet-text">{w.more}</p>
      </section>
      <SettingsForm {...props} w={w} />
    </DeskLayout>
  );
}

function SettingsForm(
  { who, number: { merchant }, typed, problems = {}, w }: Props & { readonly w: SettingsWords },
) {
  const isTest = merchant.mode === "test";
  return (
    <section class="card stack">
      <h2>{w.addresses}</h2>
      {permits(who.role, "merchant_settings:write")
        ? (
          <form class="stack" method="post" action={paths.consoleSettings()}>
            <input type="hidden" name="version" value={merchant.version} />
            <SettingsFields w={w} isTest={isTest} typed={typed} problems={problems} />
            <button class="button" type="submit">{w.save}</button>
          </form>
        )
        : (
          <Facts
            rows={fieldsOf(w, isTest).map(([name, label]) =>
              fact(
                label,
                typed[name] === "" ? "–" : <Lines texts={typed[name].split("\n")} />,
              )
            )}
          />
        )}
    </section>
  );
}
