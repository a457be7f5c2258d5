import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Lang } from "../words.ts";
import { firstCommands } from "./first_commands.ts";
import { overviewWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly merchant: Pick<Merchant, "mode">;
  /** Where the portal answers. */
  readonly origin: string;
}

/** Before anything was ever paid: the way to the first payment. */
export function FirstSteps({ lang, merchant: { mode }, origin }: Props) {
  const w = overviewWords(lang);
  return (
    <section class="card stack">
      <h2>{w.first}</h2>
      <p class="quiet-text">{mode === "test" ? w.firstHelp : w.firstLive}</p>
      {mode === "test"
        ? (
          <ol class="commands">
            {firstCommands(origin).map((command, n) => (
              <li key={command}>
                {w.steps[n]}
                <pre class="mono" tabindex={0}>{command}</pre>
              </li>
            ))}
          </ol>
        )
        : null}
      <p>
        <a class="link" href={paths.consoleList("keys")}>{w.keysPage}</a>{" "}
        <a class="link" href={paths.docs()}>{w.docs}</a>
      </p>
    </section>
  );
}
