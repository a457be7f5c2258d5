import { paths } from "../../core/paths.ts";
import type { Permission } from "../../core/permission/permission.ts";
import { permits } from "../../core/permission/role.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { Who } from "../staff/desk.tsx";
import { placeName } from "../staff/place_name.ts";
import type { Lang } from "../words.ts";
import { firstCommands } from "./first_commands.ts";
import { overviewWords } from "./words.ts";
import type { OverviewWords } from "./words_zh.ts";

interface Props {
  readonly lang: Lang;
  readonly who: Who;
  readonly merchant: Pick<Merchant, "mode">;
  /** Where the portal answers. */
  readonly origin: string;
}

interface Way {
  readonly href: string;
  readonly name: string;
  readonly help: string;
  /** Undefined where everybody may go. */
  readonly permission?: Permission;
}

/** Before anything was ever paid: the way to the first payment. */
export function FirstSteps({ lang, who, merchant: { mode }, origin }: Props) {
  const w = overviewWords(lang);
  const ways = waysTo(mode, lang, w).filter(({ permission }) =>
    permission === undefined || permits(who.role, permission)
  );
  return (
    <section class="card stack">
      <h2>{w.first}</h2>
      <p class="quiet-text">{w.firstHelp[mode]}</p>
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
      <ul class="ways">
        {ways.map(({ href, name, help }) => (
          <li key={href}>
            <a href={href}>{name}</a>
            <span class="quiet-text">{help}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function waysTo(mode: Merchant["mode"], lang: Lang, w: OverviewWords): readonly Way[] {
  const integrate: Way = {
    href: paths.integrate(),
    name: placeName("integrate", lang),
    help: w.firstWays.integrate,
    permission: "keys:read",
  };
  const docs: Way = { href: paths.docs(), name: w.docs, help: w.firstWays.docs };
  switch (mode) {
    case "test":
      return [
        integrate,
        {
          href: paths.consoleSecretKeys(),
          name: placeName("secret_keys", lang),
          help: w.firstWays.secretKeys,
          permission: "keys:read",
        },
        docs,
      ];
    case "live":
      return [
        {
          href: paths.testNumber(),
          name: w.testNumber,
          help: w.firstWays.testNumber,
          permission: "children:write",
        },
        {
          href: paths.consoleNewKey(),
          name: w.fix.no_key,
          help: w.firstWays.key,
          permission: "keys:write",
        },
        integrate,
        docs,
      ];
  }
}
