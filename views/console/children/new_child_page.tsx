import type { Merchant } from "../../../core/merchant/merchant.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import {
  problemText,
  SettingsFields,
  type SettingsProblems,
  type TypedSettings,
} from "../settings/settings_fields.tsx";
import { settingsWords } from "../settings/settings_words.ts";
import { ApplicationFields } from "./application_fields.tsx";
import { type ChildWords, childWords } from "./child_words.ts";
import { LineField } from "./line_field.tsx";
import { ProductChoices } from "./product_choices.tsx";

/** By the field it is about, or why it could not be done. */
export type ChildProblem = keyof ChildWords["problems"];

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly parent: Merchant;
  readonly typed: URLSearchParams;
  readonly settings: TypedSettings;
  /** By the fields they are about. */
  readonly problems: Readonly<Partial<Record<ChildProblem, true>>>;
  readonly settingsProblems: SettingsProblems;
}

/** Opens a test child at once, or applies for a live one. */
export function NewChildPage(props: Props) {
  const { frame, who, parent, typed, settings, problems, settingsProblems } = props;
  const { lang } = frame;
  const { mode } = parent;
  const w = childWords(lang);
  const [first] = Object.keys(problems) as ChildProblem[];
  const [[setting, wrong] = []] = Object.entries(settingsProblems);
  const text = first ? w.problems[first] : wrong && problemText(wrong, settingsWords(lang));
  const of = (name: string & ChildProblem) => ({
    name,
    value: typed.get(name) ?? "",
    problem: problems[name] && w.problems[name],
  });
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="children" title={w.newTitle[mode]}>
      <Problem text={text} field={first && typed.has(first) ? first : setting} />
      <section class="card stack narrow-card">
        <h1>{w.newTitle[mode]}</h1>
        <p class="quiet-text">{w.newHelp[mode]}</p>
        <form class="stack" method="post" action={paths.consoleNewChild()}>
          <LineField {...of("name")} label={w.name} hint={w.nameHint} />
          <LineField
            {...of("reference")}
            label={w.reference}
            hint={w.referenceHint[mode]}
            required={mode === "live"}
          />
          <ProductChoices
            lang={lang}
            offered={parent.products}
            chosen={typed.getAll("products")}
          />
          {mode === "live" ? <ApplicationFields w={w} of={of} /> : null}
          <SettingsFields
            w={settingsWords(lang)}
            isTest={mode === "test"}
            typed={settings}
            problems={settingsProblems}
          />
          <button class="button" type="submit">
            {mode === "live" ? w.application.submit : w.open}
          </button>
        </form>
      </section>
    </DeskLayout>
  );
}
