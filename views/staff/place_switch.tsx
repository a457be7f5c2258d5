import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import { permits, type Role } from "../../core/permission/role.ts";
import type { Lang } from "../words.ts";
import { placeWords } from "./place_words.ts";
import { staffWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly role: Role;
  /** Where they may go at any time. */
  readonly reach: readonly Merchant[] | undefined;
  /** Where they work now. */
  readonly merchant: Merchant;
}

/** On every page: whether this is test or live, and the way to the other one. */
export function PlaceSwitch({ lang, role, reach = [], merchant }: Props) {
  const w = placeWords(lang);
  const { modes } = staffWords(lang);
  const away = reach.length > 0 && reach.every((each) => each.merchantNo !== merchant.merchantNo);
  const [home] = away ? reach : [];
  const numbers = away || reach.length === 0 ? [merchant] : reach;
  const mayOpen = merchant.mode === "live" && reach.length === 1 && !away &&
    permits(role, "children:write");
  return (
    <div class="modes" role="group" aria-label={w.label}>
      {numbers.map((each) =>
        each.merchantNo === merchant.merchantNo
          ? (
            <b key={each.merchantNo} class={`mode ${each.mode}`} aria-current="true">
              {modes[each.mode]}
            </b>
          )
          : (
            <PlaceForm
              key={each.merchantNo}
              to={each}
              text={modes[each.mode]}
              label={w.goTo[each.mode]}
            />
          )
      )}
      {mayOpen ? <a class="link" href={paths.testNumber()}>{w.openTest}</a> : null}
      {home ? <PlaceForm to={home} text={w.backTo(home.name)} /> : null}
    </div>
  );
}

/** One press goes there. */
export function PlaceForm(
  { to, text, label, quiet = "link" }: {
    readonly to: { readonly merchantNo: string };
    readonly text: string;
    readonly label?: string;
    /** The class of its button. */
    readonly quiet?: string;
  },
) {
  return (
    <form method="post" action={paths.place()}>
      <input type="hidden" name="to" value={to.merchantNo} />
      <button class={quiet} type="submit" {...(label ? { "aria-label": label } : {})}>
        {text}
      </button>
    </form>
  );
}
