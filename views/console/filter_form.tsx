import type { Lang } from "../words.ts";
import type { Control, ListWords, Typed } from "./field.ts";
import type { Problem } from "./list_problem.ts";
import { consoleWords } from "./words.ts";

export interface Filtering {
  readonly path: string;
  readonly controls: Readonly<Record<string, Control>>;
  readonly typed: Typed;
  readonly words: ListWords;
}

interface Props extends Filtering {
  readonly lang: Lang;
  readonly problem: Problem | undefined;
}

/** What a filter is called. */
export function labelOf(name: string, words: ListWords, lang: Lang): string {
  const { days } = consoleWords(lang);
  return words.labels[name] ?? (isOfDays(name) ? days[name] : name);
}

function isOfDays(name: string): name is "from" | "to" | "days_of" {
  return name === "from" || name === "to" || name === "days_of";
}

/** What the options of a choice are called. */
function optionsOf(name: string, words: ListWords, lang: Lang): Readonly<Record<string, string>> {
  return words.options[name] ?? (name === "days_of" ? consoleWords(lang).daysOf : {});
}

/** The filters of a list as a form. On a phone it opens from its button, unless something in it is wrong. */
export function FilterForm({ lang, path, controls, typed, words, problem }: Props) {
  const w = consoleWords(lang);
  const names = Object.keys(controls);
  return (
    <form
      id="filters"
      class="card filters"
      method="get"
      action={path}
      aria-label={w.filter}
      {...(problem ? {} : { popover: "auto" })}
    >
      {names.map((name) => (
        <div key={name} class="field">
          <label for={`f-${name}`}>{labelOf(name, words, lang)}</label>
          <Field
            lang={lang}
            name={name}
            control={controls[name] ?? { type: "text", max: 0 }}
            value={typed[name] ?? ""}
            options={optionsOf(name, words, lang)}
            invalid={problem?.name === name}
          />
        </div>
      ))}
      <button class="button quiet" type="submit">{w.show}</button>
    </form>
  );
}

function Field({ lang, name, control, value, options, invalid }: {
  readonly lang: Lang;
  readonly name: string;
  readonly control: Control;
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
  readonly invalid: boolean;
}) {
  const given = { id: `f-${name}`, name, ...(invalid ? { "aria-invalid": "true" } : {}) } as const;
  switch (control.type) {
    case "choice":
      return (
        <select {...given}>
          {control.always ? null : <option value="">{consoleWords(lang).any}</option>}
          {control.options.map((each) => (
            <option key={each} value={each} selected={each === value}>
              {options[each] ?? each}
            </option>
          ))}
        </select>
      );
    case "day":
      return <input {...given} type="date" value={value} />;
    case "amount":
      return (
        <input {...given} inputmode="decimal" value={value} maxlength={14} autocomplete="off" />
      );
    case "text":
      return (
        <input
          {...given}
          type="text"
          value={value}
          maxlength={control.max}
          autocomplete="off"
          spellcheck={false}
        />
      );
  }
}

/** Each filter that is set, with the way to be rid of it, and of all of them. */
export function Chips({ lang, path, controls, typed, words }: Omit<Props, "problem">) {
  const w = consoleWords(lang);
  const set = Object.keys(controls).filter((name) => typed[name] !== undefined);
  if (set.length === 0) return null;
  return (
    <ul class="chips" aria-label={w.chosen}>
      {set.map((name) => {
        const label = labelOf(name, words, lang);
        const value = typed[name] ?? "";
        return (
          <li key={name}>
            <span>
              {label}: <b>{optionsOf(name, words, lang)[value] ?? value}</b>
            </span>
            <a href={hrefOf(path, { ...typed, [name]: undefined })} aria-label={w.without(label)}>
              ×
            </a>
          </li>
        );
      })}
      <li>
        <a class="link" href={path}>{w.clear}</a>
      </li>
    </ul>
  );
}

/** The list with these filters, and whatever else is given. */
export function hrefOf(path: string, given: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]]
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}
