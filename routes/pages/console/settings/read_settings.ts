import type { Settings } from "../../../../core/merchant/change_settings.ts";
import { isAppAddress, mayRegisterReturn } from "../../../../core/merchant/return_url.ts";
import { EMBED_ORIGINS_MAX, isOrigin } from "../../../../core/merchant/set_embed_origins.ts";
import { ok, type Result } from "../../../../core/result.ts";
import { flawOfLabel } from "../../../../core/text/display_text.ts";
import type {
  SettingsField,
  SettingsProblems,
  TypedSettings,
} from "../../../../views/console/settings/settings_fields.tsx";

const RETURN_URLS_MAX = 20;
const LINE_CHARACTERS_MAX = 500;

/** The form as it was typed. */
export function typedSettings(form: URLSearchParams): TypedSettings {
  const text = (name: SettingsField) => (form.get(name) ?? "").replaceAll("\r\n", "\n");
  return {
    return_urls: text("return_urls"),
    app_schemes: text("app_schemes"),
    embed_origins: text("embed_origins"),
  };
}

/** The settings as a form has them: addresses in an app apart from those of the web. */
export function settingsAsTyped({ returnUrls, embedOrigins }: Settings): TypedSettings {
  const lines = (some: readonly string[]) => some.join("\n");
  return {
    return_urls: lines(returnUrls.filter((url) => !isAppAddress(url))),
    app_schemes: lines(returnUrls.filter(isAppAddress)),
    embed_origins: lines(embedOrigins),
  };
}

/** What the form says, or what is wrong with each of its fields. */
export function readSettings(
  typed: TypedSettings,
  { allowHttp }: { readonly allowHttp: boolean },
): Result<Settings, SettingsProblems> {
  const [web, app, origins] = [typed.return_urls, typed.app_schemes, typed.embed_origins]
    .map(linesOf) as [readonly string[], readonly string[], readonly string[]];
  const isWeb = (line: string) => mayRegisterReturn(line) && !isAppAddress(line);
  const isApp = (line: string) => mayRegisterReturn(line) && isAppAddress(line);
  const problems: SettingsProblems = {
    ...wrong("return_urls", web, { kind: "web", fits: isWeb, max: RETURN_URLS_MAX - app.length }),
    ...wrong("app_schemes", app, { kind: "app", fits: isApp, max: RETURN_URLS_MAX }),
    ...wrong("embed_origins", origins, {
      kind: "origin",
      fits: (line) => isOrigin(line, allowHttp),
      max: EMBED_ORIGINS_MAX,
    }),
  };
  if (Object.keys(problems).length > 0) return { ok: false, error: problems };
  return ok({ returnUrls: [...web, ...app], embedOrigins: origins });
}

/** Each once, in the order in which they were typed. */
function linesOf(text: string): readonly string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()).filter((line) => line !== ""))];
}

function wrong(
  field: SettingsField,
  lines: readonly string[],
  { kind, fits, max }: {
    readonly kind: "web" | "app" | "origin";
    readonly fits: (line: string) => boolean;
    readonly max: number;
  },
): SettingsProblems {
  if (lines.length > Math.max(max, 0)) return { [field]: { kind: "many", max: Math.max(max, 0) } };
  const long = lines.find((line) => line.length > LINE_CHARACTERS_MAX);
  if (long !== undefined) return { [field]: { kind: "long", line: `${long.slice(0, 40)}…` } };
  const line = lines.find((each) => flawOfLabel(each) !== undefined || !fits(each));
  return line === undefined ? {} : { [field]: { kind, line } };
}
