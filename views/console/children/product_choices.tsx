import type { Product } from "../../../core/merchant/merchant.ts";
import type { Lang } from "../../words.ts";
import { settingsWords } from "../settings/settings_words.ts";
import { childWords } from "./child_words.ts";

interface Props {
  readonly lang: Lang;
  /** Of the number above. */
  readonly offered: readonly Product[];
  readonly chosen: readonly string[];
}

/** Which products a child has, among those of the number above it. */
export function ProductChoices({ lang, offered, chosen }: Props) {
  const w = childWords(lang);
  const { productNames } = settingsWords(lang);
  return (
    <>
      <fieldset class="choices" id="products">
        <legend>{w.products}</legend>
        {offered.length === 0 ? <p>{w.noProducts}</p> : null}
        {offered.map((product) => (
          <>
            <input
              type="checkbox"
              id={`product-${product}`}
              name="products"
              value={product}
              checked={chosen.includes(product)}
            />
            <label for={`product-${product}`}>{productNames[product]}</label>
          </>
        ))}
      </fieldset>
      <p class="hint">{w.productsHint}</p>
    </>
  );
}
