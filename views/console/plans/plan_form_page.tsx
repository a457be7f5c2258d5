import type { PropsWithChildren } from "hono/jsx";
import { type PlanField, planFields, type TypedPlan } from "../../../core/console/typed_plan.ts";
import type { PlanId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import type { Lang } from "../../words.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { consoleWords } from "../words.ts";
import { planWords } from "./plan_words.ts";

export type PlanProblem = keyof ReturnType<typeof planWords>["problems"];

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  /** The plan to change, and what it is called; undefined for a new one. */
  readonly changed: { readonly planId: PlanId; readonly title: string } | undefined;
  readonly typed: TypedPlan;
  /** What is wrong, by field. */
  readonly problems: ReadonlyMap<PlanField, PlanProblem>;
  /** What is wrong with all of it. */
  readonly refusal: PlanProblem | undefined;
}

/** The whole application for a plan, or for a change to one. */
export function PlanFormPage(props: Props) {
  const { frame, who, changed, problems, refusal } = props;
  const { lang } = frame;
  const w = planWords(lang);
  const title = changed ? w.changeTitle(changed.title) : w.formTitle;
  const [first] = planFields.filter((each) => problems.has(each));
  const firstProblem = first && problems.get(first);
  const action = changed ? paths.consolePlanChange(changed.planId) : paths.consoleNewPlan();
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="plans" title={title}>
      <Problem
        text={firstProblem && first
          ? w.told(w.fields[first], problemText(first, firstProblem, lang))
          : refusal && w.problems[refusal]}
        field={first}
      />
      <section class="card stack">
        <h1>{title}</h1>
        <p class="quiet-text">{w.formHelp}</p>
        <form class="stack" method="post" action={action}>
          <section class="group stack">
            {changed
              ? null
              : <Choice {...props} name="request" options={["new", "add"]} names={w.requests} />}
            <Choice {...props} name="kind" options={["usage", "periodic"]} names={w.kinds} />
          </section>
          <Group title={w.groups.seen}>
            <Line {...props} name="short_name" max={20} required />
            <Line {...props} name="title" max={40} required />
            <Text {...props} name="package_text" max={500} required />
          </Group>
          <Group title={w.groups.limits}>
            <div class="halves">
              <Line {...props} name="per_transaction_limit" max={14} required mode="decimal" />
              <Line {...props} name="per_day_limit" max={14} required mode="decimal" />
            </div>
            <Line {...props} name="contract_days" max={4} mode="numeric" />
            <Line {...props} name="arrears" max={30} />
          </Group>
          <section class="group">
            <fieldset class="choices">
              <legend>{w.groups.checks}</legend>
              <Check {...props} name="requires_credit_card" />
              <Check {...props} name="verify_phone" />
              <Check {...props} name="verify_id_number" />
            </fieldset>
          </section>
          <Group title={w.groups.charging}>
            <Text {...props} name="fixed_merchant_nos" max={900} rows={2} />
            <Line {...props} name="no_fixed_merchant_reason" max={200} />
            <Text {...props} name="network_advance_reason" max={500} />
            <Line {...props} name="unsign_notice_url" max={2000} mode="url" />
          </Group>
          <Group title={w.groups.people}>
            <Line {...props} name="applicant" max={64} />
            <Line {...props} name="filled_in_by" max={40} />
            <Line {...props} name="filled_in_at" max={32} type="datetime-local" />
            <Line {...props} name="contact" max={100} />
          </Group>
          <div class="actions">
            <button class="button" type="submit">{w.submit}</button>
            <a
              class="button quiet"
              href={changed ? paths.consolePlan(changed.planId) : paths.consoleList("plans")}
            >
              {consoleWords(lang).cancel}
            </a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}

function Group({ title, children }: PropsWithChildren<{ readonly title: string }>) {
  return (
    <section class="group stack">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function problemText(name: PlanField, problem: PlanProblem, lang: Lang): string {
  const { wrong, problems } = planWords(lang);
  return problem === "other" ? wrong[name] ?? problems.other : problems[problem];
}

interface FieldProps extends Props {
  readonly name: PlanField;
}

function labelOf({ frame, name }: FieldProps, required: boolean | undefined): string {
  const w = planWords(frame.lang);
  return required ? w.fields[name] : `${w.fields[name]} · ${w.optional}`;
}

/** What describes a field and whether it is wrong, for the eye and for readers alike. */
function described({ name, problems, frame }: FieldProps) {
  const hint = planWords(frame.lang).hints[name];
  const ids = [
    ...(problems.has(name) ? [`${name}-problem`] : []),
    ...(hint === undefined ? [] : [`${name}-hint`]),
  ];
  return {
    ...(ids.length > 0 ? { "aria-describedby": ids.join(" ") } : {}),
    ...(problems.has(name) ? { "aria-invalid": "true" as const } : {}),
  };
}

function Below({ name, problems, frame }: FieldProps) {
  const w = planWords(frame.lang);
  const problem = problems.get(name);
  const hint = w.hints[name];
  return (
    <>
      {problem
        ? <p id={`${name}-problem`} class="error">{problemText(name, problem, frame.lang)}</p>
        : null}
      {hint === undefined ? null : <p id={`${name}-hint`} class="hint">{hint}</p>}
    </>
  );
}

function Line(
  props: FieldProps & {
    readonly max: number;
    readonly required?: boolean;
    readonly mode?: "decimal" | "numeric" | "url";
    readonly type?: "text" | "datetime-local";
  },
) {
  const { name, typed, max, required, mode, type = "text" } = props;
  return (
    <div class="field">
      <label for={name}>{labelOf(props, required)}</label>
      <input
        id={name}
        name={name}
        type={type}
        value={typed[name] ?? ""}
        maxlength={max}
        autocomplete="off"
        required={required ?? false}
        {...(mode ? { inputmode: mode } : {})}
        {...described(props)}
      />
      <Below {...props} />
    </div>
  );
}

function Text(
  props: FieldProps & {
    readonly max: number;
    readonly rows?: number;
    readonly required?: boolean;
  },
) {
  const { name, typed, max, rows = 4, required } = props;
  return (
    <div class="field">
      <label for={name}>{labelOf(props, required)}</label>
      <textarea
        id={name}
        name={name}
        rows={rows}
        maxlength={max}
        required={required ?? false}
        {...described(props)}
      >
        {typed[name] ?? ""}
      </textarea>
      <Below {...props} />
    </div>
  );
}

function Check({ frame, name, typed }: FieldProps) {
  return (
    <>
      <input type="checkbox" id={name} name={name} value="1" checked={typed[name] === "1"} />
      <label for={name}>
        <b>{planWords(frame.lang).fields[name]}</b>
      </label>
    </>
  );
}

function Choice(
  props: FieldProps & {
    readonly options: readonly string[];
    readonly names: Readonly<Record<string, string>>;
  },
) {
  const { name, typed, options, names, frame } = props;
  const help: Readonly<Record<string, string>> = planWords(frame.lang).kindHelp;
  return (
    <fieldset class="choices" id={name} {...described(props)}>
      <legend>{planWords(frame.lang).fields[name]}</legend>
      {options.flatMap((each) => [
        <input
          key={`${each}-input`}
          type="radio"
          id={`${name}-${each}`}
          name={name}
          value={each}
          required
          checked={(typed[name] ?? options[0]) === each}
        />,
        <label key={each} for={`${name}-${each}`}>
          <b>{names[each]}</b>
          {help[each] === undefined ? null : <span>{help[each]}</span>}
        </label>,
      ])}
      <Below {...props} />
    </fieldset>
  );
}
