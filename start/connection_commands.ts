import { readFile } from "node:fs/promises";
import { merchantNo } from "../core/id.ts";
import { connectMerchant } from "../core/connection/connect_merchant.ts";
import type { Access } from "../core/connection/connection.ts";
import { setCredential } from "../core/connection/set_credential.ts";
import { instant, rfc3339 } from "../core/time.ts";
import { ConfigError } from "./config.ts";
import { type Act, type Args, shown } from "./operator_act.ts";

/** What an operator can do about how merchant numbers reach UnionPay [docs/unionpay.md]. */
export const connectionActs = {
  set_gateway_keys: {
    usage:
      "<name> --mode test|live --keys <pem>[,<pem>…] --roots <pem> [--gateway <origin>] [--as <name>]",
    options: ["mode", "keys", "roots", "gateway", "as"],
    act: async (deps, { about: name, by, needed, given }) => {
      if (!/^[0-9a-z_]{1,32}$/.test(name)) {
        throw new ConfigError("expected a name of 1 to 32 of 0-9 a-z _");
      }
      const mode = needed("mode", "a test number never reaches the live gateway");
      if (mode !== "test" && mode !== "live") throw new ConfigError("expected --mode test or live");
      const files = needed("keys", "each file holds a private key and its certificate").split(",");
      const keys = await Promise.all(files.map(pemOf));
      const roots = await pemOf(needed("roots", "nobody is believed without them"));
      const gateway = given("gateway");
      const gatewayUrl = gateway === undefined ? undefined : originOf(gateway, mode);
      const set = await setCredential(deps, { name, mode, keys, roots, gatewayUrl, by });
      return shown(set, ({ credential, certificates }) => ({
        name,
        mode,
        gateway: credential.gatewayUrl,
        certificates: certificates.map(({ certId, notAfter }) => ({
          cert_id: certId,
          valid_until: rfc3339(instant(notAfter)),
        })),
      }));
    },
  },
  connect_merchant: {
    usage:
      "<merchant_no> --keys <name> [--mer-id <15 characters>] [--platform <id>,<name>,<short name>] [--institution <acqInsCode>,<merCatCode>,<name>,<short name>] [--app <app_id>] [--token-requestor <trId>] [--now] [--as <name>] | <merchant_no> --sandbox",
    options: ["keys", "mer-id", "platform", "institution", "app", "token-requestor", "as"],
    flags: ["sandbox", "now"],
    act: async (deps, args) => {
      const { about, by, given, needed, flag } = args;
      const no = merchantNo(about);
      const to = flag("sandbox") ? undefined : {
        credential: needed("keys", "it signs what the number sends"),
        merId: merchantNo(given("mer-id") ?? no),
        access: accessOf(args),
        openApp: given("app"),
        tokenRequestor: requestorOf(given("token-requestor")),
      };
      const [known] = await deps.load(deps.merchants.byNo(no));
      // Real money begins at the desk's checklist, unless somebody is sure; what is on already stays on.
      const isOn = known?.channel === "unionpay" && !known.onTrial;
      const onTrial = known?.mode === "live" && !isOn && !flag("now");
      const connected = await connectMerchant(deps, { merchantNo: no, to, by, onTrial });
      return shown(connected, (merchant) => ({
        merchant_no: no,
        mode: merchant.mode,
        channel: merchant.channel,
        on_trial: merchant.onTrial === true,
      }));
    },
  },
} as const satisfies Readonly<Record<string, Act>>;

function accessOf({ given }: Args): Access {
  const [platform, institution] = [given("platform"), given("institution")];
  if (platform !== undefined && institution !== undefined) {
    throw new ConfigError("expected --platform or --institution, not both");
  }
  if (platform !== undefined) {
    const [subMerId, subMerName, subMerAbbr] = partsOf(platform, [15, 40, 16]);
    return { type: "platform", subMerId, subMerName, subMerAbbr };
  }
  if (institution !== undefined) {
    const [acqInsCode, merCatCode, merName, merAbbr] = partsOf(institution, [11, 4, 40, 16]);
    return { type: "institution", acqInsCode, merCatCode, merName, merAbbr };
  }
  return { type: "merchant" };
}

function requestorOf(text: string | undefined): string | undefined {
  if (text === undefined || /^\d{1,11}$/.test(text)) return text;
  throw new ConfigError(`expected --token-requestor of at most 11 digits, got "${text}"`);
}

/** As many parts as there are greatest lengths, none of them empty. */
function partsOf<const L extends readonly number[]>(
  text: string,
  lengths: L,
): { [I in keyof L]: string } {
  const parts = text.split(",").map((part) => part.trim());
  const fits = parts.length === lengths.length &&
    parts.every((part, i) => part !== "" && part.length <= (lengths[i] ?? 0));
  if (!fits) {
    throw new ConfigError(
      `expected ${lengths.length} parts of at most ${lengths.join(", ")} characters, got "${text}"`,
    );
  }
  return parts as { [I in keyof L]: string };
}

export async function pemOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ConfigError(`Cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Real money never leaves in the clear. */
export function originOf(text: string, mode: "test" | "live"): string {
  const url = URL.parse(text);
  const secure = url?.protocol === "https:" || (mode === "test" && url?.protocol === "http:");
  if (url && secure && url.pathname === "/" && !url.search && !url.username) return url.origin;
  throw new ConfigError(`expected an origin such as https://gateway.example, got "${text}"`);
}
