import { asc, eq, sql } from "drizzle-orm";
import type {
  PasskeySignature,
  PasskeySignatureStore,
} from "../../core/factor/passkey_signature.ts";
import type { ConsumerId, SignatureId } from "../../core/id.ts";
import { instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { passkeySignatures } from "./table.ts";

const at = sql.placeholder;
const signatureRow = pack([passkeySignatures, ""]);

const SIGNATURES_MAX = 100;

const of = prepare(
  build.select(signatureRow.fields).from(passkeySignatures)
    .where(eq(passkeySignatures.subjectId, at("subjectId")))
    .orderBy(asc(passkeySignatures.signatureId)).limit(SIGNATURES_MAX),
);
const insert = prepare(
  build.insert(passkeySignatures).values({
    signatureId: at("signatureId"),
    consumerId: at("consumerId"),
    subjectId: at("subjectId"),
    text: at("text"),
    credentialId: at("credentialId"),
    publicKey: at("publicKey"),
    clientData: at("clientData"),
    authenticatorData: at("authenticatorData"),
    signature: at("signature"),
    rpId: at("rpId"),
    signedAt: at("signedAt"),
  }),
);

export const passkeySignatureStore: PasskeySignatureStore = {
  of: (subjectId) =>
    all(signatureRow, of({ subjectId }), (row) => {
      const columns = new Columns(row);
      return {
        signatureId: columns.text("signature_id") as SignatureId,
        consumerId: columns.text("consumer_id") as ConsumerId,
        subjectId: columns.text("subject_id") as PasskeySignature["subjectId"],
        text: columns.text("text"),
        credentialId: columns.text("credential_id"),
        publicKey: columns.text("public_key"),
        clientData: columns.text("client_data"),
        authenticatorData: columns.text("authenticator_data"),
        signature: columns.text("signature"),
        rpId: columns.text("rp_id"),
        signedAt: instant(columns.int("signed_at")),
      };
    }),
};

export function insertSignature(signature: PasskeySignature): Statement {
  return insert({ ...signature });
}
