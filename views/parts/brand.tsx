import type { Brand } from "../../core/brand/brand.ts";
import { isRed } from "../../core/brand/shades.ts";
import { paths } from "../../core/paths.ts";

interface Props {
  readonly brand: Brand | undefined;
  /** Beside a seal nothing else is red. */
  readonly sealed?: boolean;
  /** Where the logo is, if it is not stored yet. */
  readonly src?: string | undefined;
}

/** How the shop looks, above its name: its logo on white, and a rule in its colour. Nothing that means anything. */
export function BrandMark({ brand, sealed, src }: Props) {
  if (!brand) return null;
  const { colour, logo } = brand;
  const ruled = colour && !(sealed && isRed(colour.given));
  return (
    <>
      {logo
        ? (
          <img
            class="shop-logo"
            src={src ?? paths.logo(logo.digest, logo.type)}
            width={logo.width}
            height={logo.height}
            alt=""
            decoding="async"
          />
        )
        : null}
      {ruled
        ? (
          <svg
            class="rule"
            viewBox="0 0 12 1"
            fill={colour.light}
            color={colour.dark}
            aria-hidden="true"
            focusable="false"
          >
            <path d="M0 0h12v1H0z" />
          </svg>
        )
        : null}
    </>
  );
}
