import { LinesField } from "../../staff/lines_field.tsx";
import type { SettingsWords } from "./settings_words.ts";

/** What is wrong with one of the fields. */
export type LinesProblem =
  | { readonly kind: "web" | "app" | "origin" | "long"; readonly line: string }
  | { readonly kind: "many"; readonly max: number };

/** As the form has them, a line each. */
export interface TypedSettings {
  readonly return_urls: string;
  readonly app_schemes: string;
  readonly embed_origins: string;
}

export type SettingsField = keyof TypedSettings;
export type SettingsProblems = Readonly<Partial<Record<SettingsField, LinesProblem>>>;

interface Props {
  readonly w: SettingsWords;
  readonly isTest: boolean;
  readonly typed: TypedSettings;
  readonly problems: SettingsProblems;
}

/** Where consumers are sent back to, and which pages may embed a checkout; what is wrong stands under each. */
export function SettingsFields({ w, isTest, typed, problems }: Props) {
  return (
    <>
      {fieldsOf(w, isTest).map(([name, label, hint]) => {
        const problem = problems[name];
        return (
          <LinesField
            key={name}
            name={name}
            label={label}
            hint={hint}
            value={typed[name]}
            problem={problem && problemText(problem, w)}
          />
        );
      })}
    </>
  );
}

export function fieldsOf(
  w: SettingsWords,
  isTest: boolean,
): readonly (readonly [name: SettingsField, label: string, hint: string])[] {
  return [
    [
      "return_urls",
      w.returnUrls,
      isTest ? `${w.returnUrlsHint} ${w.noReturnUrls}` : w.returnUrlsHint,
    ],
    ["app_schemes", w.appSchemes, w.appSchemesHint],
    ["embed_origins", w.embedOrigins, w.embedOriginsHint],
  ];
}

export function problemText(problem: LinesProblem, { problems }: SettingsWords): string {
  return problem.kind === "many"
    ? problems.many(problem.max)
    : problems[problem.kind](problem.line);
}
