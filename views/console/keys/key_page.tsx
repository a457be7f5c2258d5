import type { MerchantKey } from "../../../core/merchant/merchant_key.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { businessDay, formShanghaiTime } from "../../../core/time.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { StateWord } from "../state_word.tsx";
import { ToPrograms } from "../to_programs.tsx";
import { actorWord, keyMarks, scopesText } from "./key_columns.tsx";
import { keyWords } from "./key_words.ts";
import { TimeField } from "./time_field.tsx";

export type RetirementProblem = "retire_at" | "key_dates_wrong";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly key: MerchantKey;
  /** As `actorText` writes it. */
  readonly addedBy: string;
  /** If it was one of the staff. */
  readonly name: string | undefined;
  readonly typed?: string | undefined;
  readonly problem?: RetirementProblem | undefined;
}

/** One key, and what can be done about it. */
export function KeyPage({ frame, who, key, addedBy, name, typed, problem }: Props) {
  const { lang } = frame;
  const w = keyWords(lang);
  const { columns } = w;
  const { kid, state, retireAt } = key;
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="keys" title={kid}>
      <Problem text={problem && w.problems[problem]} field="retire_at" />
      <h1 class="mono">{kid}</h1>
      <section class="card stack">
        <Facts
          rows={[
            fact(columns.state, <StateWord mark={keyMarks[state]} text={w.states[state]} />),
            fact(columns.alg, key.alg),
            fact(columns.scopes, scopesText(key.scopes, w)),
            fact(columns.notBefore, <Time at={key.notBefore} lang={lang} />),
            fact(columns.retires, retireAt ? <Time at={retireAt} lang={lang} /> : w.noEnd),
            fact(
              columns.lastSigned,
              key.lastSignedAt === undefined ? w.never : businessDay(key.lastSignedAt),
            ),
            fact(columns.addedBy, name === undefined ? actorWord(addedBy, w) : <bdi>{name}</bdi>),
            fact(columns.created, <Time at={key.createdAt} lang={lang} />),
          ]}
        />
        <pre class="mono" tabindex={0} aria-label={columns.jwk}>{key.jwk}</pre>
        {state === "active" ? <ToPrograms lang={lang} role={who.role} /> : null}
      </section>
      {state === "active" && permits(who.role, "keys:write")
        ? (
          <>
            <section class="card stack">
              <h2>{w.rotateTitle}</h2>
              <p class="quiet-text">{w.rotateHelp}</p>
              <p>
                <a class="button" href={paths.consoleNewKey(kid)}>{w.rotate}</a>
              </p>
            </section>
            <section class="card stack">
              <h2>{w.retire}</h2>
              <form class="stack" method="post" action={paths.consoleKeyRetirement(kid)}>
                <TimeField
                  name="retire_at"
                  label={w.retireAt}
                  hint={w.retireHelp}
                  value={typed ?? (retireAt ? formShanghaiTime(retireAt) : "")}
                  invalid={problem !== undefined}
                />
                <button class="button quiet" type="submit">{w.setRetirement}</button>
              </form>
            </section>
            <p>
              <a class="link" href={paths.consoleKeyRevocation(kid)}>{w.revokeTitle}</a>
            </p>
          </>
        )
        : null}
    </DeskLayout>
  );
}
