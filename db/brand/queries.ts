import { eq, sql } from "drizzle-orm";
import type { LogoType } from "../../core/brand/brand.ts";
import type { LogoStore } from "../../core/brand/logo_store.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { logos } from "./table.ts";

const row = pack([logos, ""]);
// Several merchant numbers may have the same one.
const byDigest = prepare(
  build.select(row.fields).from(logos).where(eq(logos.digest, sql.placeholder("digest"))).limit(1),
);

export const logoStore: LogoStore = {
  byDigest: (digest) =>
    first(row, byDigest({ digest }), (found) => {
      const columns = new Columns(found);
      return {
        type: columns.text("type") as LogoType,
        bytes: Uint8Array.fromBase64(columns.text("body")),
      };
    }),
};
