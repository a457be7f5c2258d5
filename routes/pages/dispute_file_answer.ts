import type { Context } from "hono";
import type { FileType } from "../../core/dispute/dispute_file.ts";
import type { OpenedFile } from "../../core/dispute/open_file.ts";

const types: Readonly<Record<FileType, string>> = {
  pdf: "application/pdf",
  png: "image/png",
  jpeg: "image/jpeg",
};
/** A stranger made it: nothing in it runs here, even where a browser shows it. */
const POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** A file that was attached to a dispute, to be saved. */
export function disputeFileAnswer(c: Context, { file, content }: OpenedFile): Response {
  const ending = file.name.slice(file.name.lastIndexOf("."));
  return saved(c, content, {
    type: types[file.type],
    plain: `${file.sha256.slice(0, 16)}${ending}`,
    name: file.name,
  });
}

/** What the payer agreed to, as it was signed: anybody can verify it with the portal's public keys. */
export function disputeEvidenceAnswer(c: Context, contractId: string, jws: string): Response {
  const name = `${contractId}.jws`;
  return saved(c, jws, { type: "application/jose", plain: name, name });
}

function saved(
  c: Context,
  body: string | Uint8Array<ArrayBuffer>,
  { type, plain, name }: { readonly type: string; readonly plain: string; readonly name: string },
): Response {
  c.set("policy", POLICY);
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return c.body(body, 200, {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
  });
}
