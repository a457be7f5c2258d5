import type { Application, ApplicationForm } from "../../../core/application/application.ts";
import { typedCode } from "../../../core/text/typed_code.ts";
import { ok, type Result } from "../../../core/result.ts";
import type { RootField } from "../../../views/ops/root_application.tsx";
import { fields } from "../../api/fields.ts";
import {
  application,
  formOf,
  merchantName,
  productList,
  reference,
  returnUrls,
} from "../../api/v1/merchant_fields.ts";
import { originsIn } from "../../api/v1/origins_field.ts";

/** Where a field of the request that a merchant would send is in the form of the desk; by the ends of their paths. */
const formFields: Readonly<Record<string, RootField>> = {
  "contact.name": "contact_name",
  "contact.phone": "contact_phone",
  "settlement_account.bank": "bank",
  "settlement_account.holder": "account_holder",
  "settlement_account.account_no": "account_no",
  "app.name": "app_name",
  "app.agreement_digest": "app_agreement_digest",
};
const plainFields = [
  "reference",
  "name",
  "products",
  "return_urls",
  "embed_origins",
  "licence_no",
  "legal_name",
  "agreement_digest",
] as const satisfies readonly RootField[];

/** What the form says, by the same rules as a merchant's own application, or the first field that breaks one. */
export function readRootApplication(
  form: URLSearchParams,
  allowHttp: boolean,
): Result<ApplicationForm, RootField> {
  const line = (name: RootField) => (form.get(name) ?? "").trim();
  const lines = (name: RootField) =>
    (form.get(name) ?? "").split("\n").map((each) => each.trim()).filter((each) => each !== "");
  const app = { name: line("app_name"), agreement_digest: line("app_agreement_digest") };
  const read = fields({
    name: merchantName,
    reference,
    products: productList.min(1),
    return_urls: returnUrls,
    embed_origins: originsIn(allowHttp),
    application,
  }).safeParse({
    name: line("name"),
    reference: line("reference"),
    products: form.getAll("products"),
    return_urls: lines("return_urls"),
    embed_origins: lines("embed_origins"),
    application: {
      licence_no: typedCode(line("licence_no")),
      legal_name: line("legal_name"),
      agreement_digest: line("agreement_digest").toLowerCase(),
      contact: { name: line("contact_name"), phone: typedCode(line("contact_phone")) },
      settlement_account: {
        bank: line("bank"),
        holder: line("account_holder"),
        account_no: typedCode(line("account_no")),
      },
      app: app.name === "" && app.agreement_digest === "" ? null : app,
    },
  });
  if (!read.success) return { ok: false, error: fieldAt(read.error.issues[0]?.path ?? []) };
  const { data } = read;
  return ok({
    reference: data.reference,
    name: data.name,
    products: data.products,
    returnUrls: data.return_urls,
    embedOrigins: data.embed_origins,
    ...formOf(data.application),
  });
}

function fieldAt(path: readonly PropertyKey[]): RootField {
  const [first, ...rest] = path.map(String).filter((each) => each !== "application");
  return formFields[[first, ...rest].join(".")] ??
    plainFields.find((each) => each === first) ?? "reference";
}

/** What was filed before, to be corrected; what is masked is entered anew. */
export function typedOf(filed: Application): URLSearchParams {
  const typed = new URLSearchParams({
    reference: filed.reference,
    name: filed.name,
    licence_no: filed.licenceNo,
    legal_name: filed.legalName,
    return_urls: filed.returnUrls.join("\n"),
    embed_origins: filed.embedOrigins.join("\n"),
    agreement_digest: filed.agreementDigest,
    app_name: filed.app?.name ?? "",
    app_agreement_digest: filed.app?.agreementDigest ?? "",
    bank: filed.masked.account.bank,
  });
  for (const product of filed.products) typed.append("products", product);
  return typed;
}
