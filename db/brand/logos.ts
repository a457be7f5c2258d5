import { sql } from "drizzle-orm";
import type { CleanLogo } from "../../core/brand/brand.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import { logos } from "./table.ts";

const at = sql.placeholder;
const insert = prepare(
  build.insert(logos).values({
    digest: at("digest"),
    merchantNo: at("merchantNo"),
    type: at("type"),
    body: at("body"),
  }).onConflictDoNothing(),
);
/** The one before stays for pages that are open. */
const forget = prepare(
  build.delete(logos).where(sql`merchant_no = ${at("merchantNo")} and digest <> ${at("digest")}
    and digest <> coalesce((select json_extract(brand, '$.logo.digest') from merchants
      where merchant_no = ${at("merchantNo")}), '')`),
);

/** Before the merchant's row moves on: puts the new logo up, and forgets all but it and the one before. */
export function storeLogo(merchant: Merchant, logo: CleanLogo | undefined): readonly Statement[] {
  const { merchantNo, brand } = merchant;
  const digest = brand?.logo?.digest ?? "";
  const body = logo?.bytes.toBase64();
  return [
    forget({ merchantNo, digest }),
    ...(logo ? [insert({ digest, merchantNo, type: logo.type, body })] : []),
  ];
}
