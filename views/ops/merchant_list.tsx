import type { MerchantNo } from "../../core/id.ts";
import type { MerchantOfEnterprise } from "../../core/merchant/merchant_store.ts";
import { paths } from "../../core/paths.ts";
import type { Lang } from "../words.ts";
import { SearchBox } from "./search_box.tsx";
import { merchantWords } from "./merchant_words.ts";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly text: string;
  readonly parentNo: MerchantNo | undefined;
  readonly merchants: readonly MerchantOfEnterprise[];
  readonly next: MerchantNo | undefined;
}

/** Merchant numbers, found by number, licence or name; 20 a page. */
export function MerchantList({ lang, text, parentNo, merchants, next }: Props) {
  const w = merchantWords(lang);
  return (
    <>
      <h1>{w.merchants}</h1>
      <SearchBox
        action={paths.opsMerchants()}
        label={w.find}
        hint={w.findHint}
        button={w.find}
        text={text}
      />
      <section class="card stack">
        {parentNo === undefined ? null : <p class="quiet-text">{w.below(parentNo)}</p>}
        {merchants.length === 0 ? <p role="status">{w.noneFound}</p> : null}
        <MerchantRows lang={lang} merchants={merchants} />
        {next === undefined ? null : (
          <a
            class="button quiet"
            href={paths.opsMerchants({
              ...(text === "" ? {} : { q: text }),
              ...(parentNo === undefined ? {} : { parent: parentNo }),
              after: next,
            })}
          >
            {opsWords(lang).next}
          </a>
        )}
      </section>
    </>
  );
}

/** A merchant number in two lines: its name and how it stands; its number and whose it is. */
export function MerchantRows({ lang, merchants }: Pick<Props, "lang" | "merchants">) {
  const w = merchantWords(lang);
  return (
    <ul class="rows">
      {merchants.map(({ merchant: { merchantNo, name, mode, state }, enterprise }) => (
        <li key={merchantNo}>
          <span>
            <a class="link" href={paths.opsMerchant(merchantNo)}>
              <bdi>{name}</bdi>
            </a>
            <span class="small quiet-text">
              <span class="mono">{merchantNo}</span>
              {enterprise
                ? (
                  <>
                    {" · "}
                    <bdi>{enterprise.name}</bdi>
                  </>
                )
                : null}
            </span>
          </span>
          <span class="end">
            {w.merchantStates[state]} · {w.modes[mode]}
          </span>
        </li>
      ))}
    </ul>
  );
}
