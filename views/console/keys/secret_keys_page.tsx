import type { Mode } from "../../../core/merchant/merchant.ts";
import type { SecretKeyHint } from "../../../core/merchant/secret_key.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Frame } from "../../frame.ts";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { SecretOnce } from "../../staff/secret_once.tsx";
import { ToPrograms } from "../to_programs.tsx";
import { type KeyWords, keyWords } from "./key_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly mode: Mode;
  readonly keys: readonly SecretKeyHint[];
  /** In the answer that made it. */
  readonly made?: string | undefined;
  readonly problem?: keyof KeyWords["secretProblems"] | undefined;
}

/** The secret keys of a test number. */
export function SecretKeysPage({ frame, who, mode, keys, made, problem }: Props) {
  const { lang } = frame;
  const w = keyWords(lang);
  const mayWrite = permits(who.role, "keys:write");
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="secret_keys" title={w.secretTitle}>
      <Problem text={problem && w.secretProblems[problem]} />
      <h1>{w.secretTitle}</h1>
      {made === undefined ? null : (
        <section class="card stack">
          <h2>{w.secretMade}</h2>
          <SecretOnce label={w.secretMade} hint={w.secretOnce} secret={made} />
        </section>
      )}
      <section class="card stack">
        <p class="quiet-text">{mode === "test" ? w.secretHelp : w.secretLive}</p>
        {keys.length === 0 ? <p>{w.secretNone}</p> : (
          <ul class="lines">
            {keys.map(({ keyId, hint, createdAt }) => (
              <li key={keyId}>
                <span class="mono">{hint}</span>
                <span class="meta">
                  <Time at={createdAt} lang={lang} />
                </span>
                {mayWrite
                  ? (
                    <a
                      class="link"
                      href={paths.consoleSecretKeyRevocation(keyId)}
                      aria-label={`${w.revoke} ${hint}`}
                    >
                      {w.revoke}
                    </a>
                  )
                  : null}
              </li>
            ))}
          </ul>
        )}
        {mayWrite && mode === "test"
          ? (
            <form method="post" action={paths.consoleSecretKeys()}>
              <button class="button" type="submit">{w.secretMake}</button>
            </form>
          )
          : null}
        <ToPrograms lang={lang} role={who.role} />
      </section>
    </DeskLayout>
  );
}
