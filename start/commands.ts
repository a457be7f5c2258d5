import { parseArgs } from "node:util";
import * as z from "zod";
import { isLicenceNo } from "../core/enterprise/enterprise.ts";
import { merchantNo } from "../core/id.ts";
import { products } from "../core/merchant/merchant.ts";
import { openMerchant } from "../core/merchant/open_merchant.ts";
import { mayRegisterReturn } from "../core/merchant/return_url.ts";
import { flawOfLabel } from "../core/text/display_text.ts";
import { ConfigError, type Settings } from "./config.ts";
import { extensionFor } from "./extension.ts";
import { findSandbox } from "./find_sandbox.ts";
import { operatorText } from "./operator_text.ts";
import { openMigrated, openPortal } from "./open_portal.ts";

export async function migrateOnly(settings: Settings): Promise<void> {
  const extension = await extensionFor(settings, findSandbox);
  (await openMigrated(settings, extension)).close();
  console.log(`${settings.databaseUrl} is up to date`);
}

const merchantArgs = z.object({
  no: z.string().regex(/^[0-9A-Za-z]{15}$/, "expected 15 letters and digits"),
  name: operatorText(64),
  mode: z.enum(["test", "live"]),
  licence: z.string().refine(isLicenceNo, "expected a unified social credit code").optional(),
  "legal-name": operatorText(64).optional(),
  parent: z.string().regex(/^[0-9A-Za-z]{15}$/).optional(),
  "return-url": z.array(
    z.string()
      .refine(mayRegisterReturn, "expected https://… or an app's own scheme, like myapp://")
      .refine((url) => !flawOfLabel(url), "must be a plain URL"),
  ).optional(),
  product: z.array(z.enum(products)).optional(),
});

/** Opens a merchant number and prints its first secret key, which can never be shown again. */
export async function openMerchantOnly(
  settings: Settings,
  args: readonly string[],
): Promise<void> {
  const { no, name, mode, parent, licence, "legal-name": legalName, ...lists } = readArgs(args);
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  try {
    const opened = await openMerchant(portal.deps, {
      merchantNo: merchantNo(no),
      parentNo: parent === undefined ? undefined : merchantNo(parent),
      name,
      mode,
      enterprise: licence === undefined
        ? undefined
        : { licenceNo: licence, name: legalName ?? name },
      products: lists.product ?? products,
      returnUrls: lists["return-url"] ?? [],
    });
    if (!opened.ok) throw new ConfigError(`Cannot open merchant: ${JSON.stringify(opened.error)}`);
    console.log(JSON.stringify({ merchant_no: no, mode, secret_key: opened.value.secretKey }));
  } finally {
    await portal.close();
  }
}

function readArgs(args: readonly string[]) {
  const options = {
    no: { type: "string" },
    name: { type: "string" },
    mode: { type: "string" },
    parent: { type: "string" },
    licence: { type: "string" },
    "legal-name": { type: "string" },
    "return-url": { type: "string", multiple: true },
    product: { type: "string", multiple: true },
  } as const;
  try {
    return merchantArgs.parse(parseArgs({ args: [...args], options }).values);
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ConfigError(
      `open_merchant --no <15 characters> --name <name> --mode test|live [--parent <no>] [--licence <18 characters> [--legal-name <name>]] [--return-url <url>]… [--product <product>]…\n${detail}`,
    );
  }
}
