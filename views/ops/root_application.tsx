import { products } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import type { Lang } from "../words.ts";
import { merchantWords } from "./merchant_words.ts";
import { type RootProblem, rootWords } from "./root_words.ts";

/** The fields of the form, by their names. */
export const rootFields = [
  "reference",
  "name",
  "licence_no",
  "legal_name",
  "products",
  "return_urls",
  "embed_origins",
  "agreement_digest",
  "app_name",
  "app_agreement_digest",
  "contact_name",
  "contact_phone",
  "bank",
  "account_holder",
  "account_no",
] as const;
export type RootField = (typeof rootFields)[number];

interface Props {
  readonly lang: Lang;
  /** What was entered in a returned form, or filed before. */
  readonly typed: URLSearchParams;
  readonly field?: RootField | undefined;
  readonly problem?: RootProblem | undefined;
}

/** What an enterprise with no number above it applies for, from its paper form. */
export function RootApplication({ lang, typed, field, problem }: Props) {
  const w = rootWords(lang);
  const m = merchantWords(lang);
  const labels = labelsOf(lang);
  const of = (name: RootField) => ({
    name,
    label: labels[name],
    value: typed.get(name) ?? "",
    invalid: field === name,
  });
  const text = problem ? w.problems[problem] : field && w.check(labels[field]);
  return (
    <>
      <Problem text={text} field={field} />
      <h1>{w.title}</h1>
      <p class="quiet-text">{w.help}</p>
      <form class="stack" method="post" action={paths.opsRootApplication()}>
        <section class="card stack">
          <h2>{w.number}</h2>
          <TextField {...of("reference")} hint={w.referenceHint} mono />
          <TextField {...of("name")} hint={w.nameHint} />
          <fieldset class="choices" id="products">
            <legend>{m.products}</legend>
            {products.flatMap((product) => [
              <input
                key={`${product}-input`}
                type="checkbox"
                id={`product-${product}`}
                name="products"
                value={product}
                checked={typed.getAll("products").includes(product)}
              />,
              <label key={product} for={`product-${product}`}>
                <span class="mono">{product}</span>
              </label>,
            ])}
          </fieldset>
          <TextLines {...of("return_urls")} hint={w.linesHint} />
          <TextLines {...of("embed_origins")} hint={w.linesHint} />
          <TextField {...of("app_name")} hint={w.appHint} optional />
          <TextField {...of("app_agreement_digest")} hint={w.digestHint} mono optional />
        </section>
        <section class="card stack">
          <h2>{w.subject}</h2>
          <TextField {...of("licence_no")} hint={w.licenceHint} mono />
          <TextField {...of("legal_name")} />
          <TextField {...of("agreement_digest")} hint={w.digestHint} mono />
        </section>
        <section class="card stack">
          <h2>{m.private}</h2>
          <TextField {...of("contact_name")} />
          <TextField {...of("contact_phone")} inputmode="tel" />
          <TextField {...of("bank")} />
          <TextField {...of("account_holder")} />
          <TextField {...of("account_no")} inputmode="numeric" mono />
        </section>
        <button class="button" type="submit">{w.file}</button>
      </form>
    </>
  );
}

function labelsOf(lang: Lang): Readonly<Record<RootField, string>> {
  const w = rootWords(lang);
  const m = merchantWords(lang);
  return {
    reference: w.reference,
    name: w.name,
    licence_no: m.licence,
    legal_name: m.legalName,
    products: m.products,
    return_urls: m.returnUrls,
    embed_origins: m.embedOrigins,
    agreement_digest: m.agreementDigest,
    app_name: w.appName,
    app_agreement_digest: w.appDigest,
    contact_name: m.masked.contact_name,
    contact_phone: m.masked.contact_phone,
    bank: m.bank,
    account_holder: m.masked.account_holder,
    account_no: m.masked.account_no,
  };
}

interface TextLinesProps {
  readonly name: RootField;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly invalid: boolean;
}

function TextLines({ name, label, value, hint, invalid }: TextLinesProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <textarea
        id={name}
        name={name}
        class="mono"
        rows={2}
        spellcheck={false}
        aria-describedby={`${name}-hint`}
        {...(invalid ? { "aria-invalid": "true" } : {})}
      >
        {value}
      </textarea>
      <p id={`${name}-hint`} class="hint">{hint}</p>
    </div>
  );
}
