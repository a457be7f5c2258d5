import { readFile } from "node:fs/promises";
import { parseId } from "../core/id.ts";
import { setOpenApp } from "../core/open_platform/set_open_app.ts";
import { setOpenTemplate } from "../core/open_platform/set_open_template.ts";
import { ConfigError } from "./config.ts";
import { originOf, pemOf } from "./connection_commands.ts";
import { type Act, shown } from "./operator_act.ts";

const LIVE_PLATFORM = "https://open.95516.com";

/** What an operator can do about contracts at the open platform [docs/unionpay.md]. */
export const openPlatformActs = {
  set_open_app: {
    usage:
      "<app_id> --mode test|live --secret <file> --notice-keys <pem> [--platform <origin>] [--launch <link with {url}>] [--as <name>]",
    options: ["mode", "secret", "notice-keys", "platform", "launch", "as"],
    act: async (deps, { about: appId, by, needed, given }) => {
      if (!/^[0-9A-Za-z]{1,64}$/.test(appId)) {
        throw new ConfigError("expected an app id of at most 64 letters and digits");
      }
      const mode = needed("mode", "a test number never reaches the live platform");
      if (mode !== "test" && mode !== "live") throw new ConfigError("expected --mode test or live");
      const secret = await secretIn(needed("secret", "it signs what the app asks for"));
      const noticeKeys = await pemOf(needed("notice-keys", "no notice is believed without them"));
      const platform = given("platform") ?? (mode === "live" ? LIVE_PLATFORM : undefined);
      if (platform === undefined) {
        throw new ConfigError("--platform is missing: nobody has published a test platform");
      }
      const launchUrl = launchOf(given("launch"));
      const baseUrl = originOf(platform, mode);
      const set = await setOpenApp(deps, {
        appId,
        mode,
        baseUrl,
        launchUrl,
        noticeKeys,
        secret,
        by,
      });
      return shown(set, ({ version }) => ({ app_id: appId, mode, platform: baseUrl, version }));
    },
  },
  set_open_template: {
    usage: "<plan_id> --app <app_id> --template <its planId at UnionPay> [--as <name>]",
    options: ["app", "template", "as"],
    act: async (deps, { about, by, needed }) => {
      const planId = parseId("pln", about);
      if (!planId) throw new ConfigError(`expected a plan, got "${about}"`);
      const appId = needed("app", "a template is of one app");
      const templateId = needed("template", "UnionPay gave it when it approved the template");
      if (!/^[0-9A-Za-z]{1,64}$/.test(templateId)) {
        throw new ConfigError("expected a template of at most 64 letters and digits");
      }
      const set = await setOpenTemplate(deps, { planId, appId, templateId, by });
      return shown(set, ({ planVersion }) => ({
        plan_id: planId,
        plan_version: planVersion,
        app_id: appId,
        template_id: templateId,
      }));
    },
  },
} as const satisfies Readonly<Record<string, Act>>;

async function secretIn(file: string): Promise<string> {
  try {
    const secret = (await readFile(file, "utf8")).trim();
    if (secret !== "") return secret;
  } catch (error) {
    throw new ConfigError(`Cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
  throw new ConfigError(`${file} is empty`);
}

function launchOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!text.includes("{url}") || !URL.canParse(text.replaceAll("{url}", "x"))) {
    throw new ConfigError(`expected a link with {url} in it, got "${text}"`);
  }
  return text;
}
