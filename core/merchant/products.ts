import type { Merchant, Product } from "./merchant.ts";

export type ProductsBeyondParent = {
  readonly code: "products_beyond_parent";
  /** Those that the parent does not have itself. */
  readonly products: readonly Product[];
};

/** A number may do at most what the one above it may. */
export function beyondParent(
  products: readonly Product[],
  parent: Pick<Merchant, "products"> | undefined,
): ProductsBeyondParent | undefined {
  const more = parent ? products.filter((each) => !parent.products.includes(each)) : [];
  return more.length === 0 ? undefined : { code: "products_beyond_parent", products: more };
}
