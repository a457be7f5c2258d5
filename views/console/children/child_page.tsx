import type { Merchant } from "../../../core/merchant/merchant.ts";
import type { MerchantOfEnterprise } from "../../../core/merchant/merchant_store.ts";
import type { SharingAgreement } from "../../../core/sharing/sharing_agreement.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { fact, Facts } from "../../parts/facts.tsx";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { PlaceForm } from "../../staff/place_switch.tsx";
import { Problem } from "../../staff/problem.tsx";
import {
  problemText,
  SettingsFields,
  type SettingsProblems,
  type TypedSettings,
} from "../settings/settings_fields.tsx";
import { settingsWords } from "../settings/settings_words.ts";
import { StateWord } from "../state_word.tsx";
import { AgreementLines } from "./agreement_lines.tsx";
import { childMarks } from "./child_columns.tsx";
import { type ChildWords, childWords } from "./child_words.ts";
import { lines } from "./lines.tsx";
import { LineField } from "./line_field.tsx";
import type { ChildProblem } from "./new_child_page.tsx";
import { ProductChoices } from "./product_choices.tsx";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly child: MerchantOfEnterprise;
  /** The number above it. */
  readonly parent: Merchant | undefined;
  /** Its console may be looked at. */
  readonly isOpen: boolean;
  /** Undefined for those who may not see them. */
  readonly agreements: readonly SharingAgreement[] | undefined;
  readonly typed: { readonly name: string; readonly products: readonly string[] };
  readonly settings: TypedSettings;
  readonly saved: boolean;
  readonly problem?: ChildProblem | undefined;
  readonly settingsProblems: SettingsProblems;
}

/** One number below, and what its parent may change of it. */
export function ChildPage(props: Props) {
  const { frame, who, child: { merchant, enterprise }, isOpen, agreements, saved, problem } = props;
  const { lang } = frame;
  const w = childWords(lang);
  const s = settingsWords(lang);
  const [[field, wrong] = []] = Object.entries(props.settingsProblems);
  const text = problem ? w.problems[problem] : wrong && problemText(wrong, s);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="children" title={merchant.name}>
      <Problem text={text} field={problem === "name" ? "name" : field} />
      <h1>
        <bdi>{merchant.name}</bdi>
      </h1>
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
            fact(w.columns.merchantNo, <span class="mono">{merchant.merchantNo}</span>),
            fact(
              w.columns.state,
              <StateWord mark={childMarks[merchant.state]} text={w.states[merchant.state]} />,
            ),
            fact(w.columns.opened, <Time at={merchant.createdAt} lang={lang} />),
            fact(
              w.columns.parent,
              merchant.parentNo && <span class="mono">{merchant.parentNo}</span>,
            ),
            fact(w.columns.reference, merchant.reference && <bdi>{merchant.reference}</bdi>),
            fact(w.columns.legalName, enterprise && <bdi>{enterprise.name}</bdi>),
            fact(
              w.columns.licence,
              enterprise && <span class="mono">{enterprise.licenceNo}</span>,
            ),
            fact(
              w.columns.products,
              merchant.products.length === 0
                ? w.noProducts
                : merchant.products.map((each) => (
                  <span key={each} class="line">{s.productNames[each]}</span>
                )),
            ),
            fact(s.returnUrls, lines(merchant.returnUrls)),
            fact(s.embedOrigins, lines(merchant.embedOrigins)),
          ]}
        />
        <p class="quiet-text">{isOpen ? w.lookHelp : w.noLook}</p>
        {isOpen ? <PlaceForm to={merchant} text={w.look} quiet="button quiet" /> : null}
      </section>
      {permits(who.role, "children:write") && merchant.state === "active"
        ? <Change {...props} w={w} />
        : null}
      {agreements
        ? (
          <section class="card stack">
            <h2>{w.agreements}</h2>
            <AgreementLines w={w} agreements={agreements} />
          </section>
        )
        : null}
    </DeskLayout>
  );
}

function Change(
  { frame: { lang }, child: { merchant }, parent, typed, settings, problem, settingsProblems, w }:
    & Props
    & { readonly w: ChildWords },
) {
  const { mode, merchantNo, version } = merchant;
  return (
    <section class="card stack">
      <h2>{w.settings}</h2>
      <p class="quiet-text">{w.settingsHelp[mode]}</p>
      <form class="stack" method="post" action={paths.consoleChild(merchantNo)}>
        <input type="hidden" name="version" value={version} />
        {mode === "test"
          ? (
            <>
              <LineField
                name="name"
                label={w.name}
                value={typed.name}
                problem={problem === "name" ? w.problems.name : undefined}
              />
              <ProductChoices
                lang={lang}
                offered={parent?.products ?? []}
                chosen={typed.products}
              />
            </>
          )
          : null}
        <SettingsFields
          w={settingsWords(lang)}
          isTest={mode === "test"}
          typed={settings}
          problems={settingsProblems}
        />
        <button class="button" type="submit">{w.save}</button>
      </form>
    </section>
  );
}
