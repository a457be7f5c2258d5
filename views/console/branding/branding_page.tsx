import type { Brand } from "../../../core/brand/brand.ts";
import { isRed } from "../../../core/brand/shades.ts";
import { cny } from "../../../core/money.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { BrandMark } from "../../parts/brand.tsx";
import { Amount } from "../../parts/money.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { type Lang, words } from "../../words.ts";
import { type BrandingProblem, type BrandingWords, brandingWords } from "./branding_words.ts";

export const logoActs = ["keep", "none", "file"] as const;
export type LogoAct = (typeof logoActs)[number];

export interface BrandingTyped {
  readonly colour: string;
  readonly logo: LogoAct;
}

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly brand: Brand | undefined;
  readonly typed?: BrandingTyped | undefined;
  readonly problem?: BrandingProblem | undefined;
  readonly saved?: boolean;
}

/** How the merchant number looks now, and the form that changes it, by way of a preview. */
export function BrandingPage({ frame, who, brand, typed, problem, saved }: Props) {
  const { lang } = frame;
  const w = brandingWords(lang);
  const name = who.merchant?.name ?? "";
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="branding" title={w.title}>
      <Problem text={problem && textOf(problem, w)} field={fieldOf(problem)} />
      {saved && !problem
        ? (
          <Band mark="paid">
            <p>{w.saved}</p>
          </Band>
        )
        : null}
      <h1>{w.title}</h1>
      <p>{w.help}</p>
      <p class="quiet-text">{w.own}</p>
      <section class="card stack">
        <h2>{w.now}</h2>
        {brand?.logo || brand?.colour
          ? <Previews lang={lang} name={name} brand={brand} />
          : <p class="quiet-text">{w.none}</p>}
      </section>
      {permits(who.role, "merchant_settings:write")
        ? <BrandingForm w={w} brand={brand} typed={typed} problem={problem} />
        : null}
    </DeskLayout>
  );
}

function BrandingForm({ w, brand, typed, problem }: {
  readonly w: BrandingWords;
  readonly brand: Brand | undefined;
  readonly typed: BrandingTyped | undefined;
  readonly problem: BrandingProblem | undefined;
}) {
  const chosen = typed?.logo ?? (brand?.logo ? "keep" : "none");
  const offered = logoActs.filter((act) => act !== "keep" || brand?.logo);
  const wrong = fieldOf(problem);
  return (
    <form
      class="card stack"
      method="post"
      action={paths.consoleBrandingPreview()}
      enctype="multipart/form-data"
    >
      <p class="field">
        <label for="colour">{w.colour}</label>
        <input
          id="colour"
          class="mono"
          name="colour"
          value={typed?.colour ?? brand?.colour?.given ?? ""}
          maxlength={20}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="colour-hint"
          aria-invalid={wrong === "colour" ? "true" : undefined}
        />
        <span id="colour-hint" class="hint">{w.colourHint}</span>
      </p>
      <fieldset class="choices">
        <legend>{w.logo}</legend>
        {offered.flatMap((act) => [
          <input
            key={`${act}-input`}
            type="radio"
            id={`logo-${act}`}
            name="logo"
            value={act}
            checked={act === chosen}
          />,
          <label key={act} for={`logo-${act}`}>
            <b>{w.logoActs[act]}</b>
          </label>,
        ])}
      </fieldset>
      <p class="field">
        <label for="file">{w.file}</label>
        <input
          id="file"
          name="file"
          type="file"
          accept="image/png,image/svg+xml"
          aria-describedby="file-hint"
          aria-invalid={wrong === "file" ? "true" : undefined}
        />
        <span id="file-hint" class="hint">{w.logoHint}</span>
      </p>
      <button class="button" type="submit">{w.preview}</button>
    </form>
  );
}

interface PreviewProps extends Pick<Props, "frame" | "who"> {
  readonly brand: Brand;
  /** What the form that saves it sends: the colour, and the logo as it was cleaned, base64url. */
  readonly sends: { readonly colour: string; readonly logo: LogoAct; readonly file: string };
  /** The cleaned logo as a `data:` address, if it is a new one. */
  readonly src: string | undefined;
}

/** What it will look like, in both themes, before it is saved. */
export function BrandingPreviewPage({ frame, who, brand, sends, src }: PreviewProps) {
  const { lang } = frame;
  const w = brandingWords(lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="branding" title={w.preview}>
      <section class="card stack">
        <h1>{w.previewTitle}</h1>
        <Previews lang={lang} name={who.merchant?.name ?? ""} brand={brand} src={src} />
        <form method="post" action={paths.consoleBranding()}>
          {Object.entries(sends).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div class="inline">
            <button class="button" type="submit">{w.save}</button>
            <a class="button quiet" href={paths.consoleBranding()}>{w.back}</a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}

function Previews({ lang, name, brand, src }: {
  readonly lang: Lang;
  readonly name: string;
  readonly brand: Brand;
  readonly src?: string | undefined;
}) {
  const w = brandingWords(lang);
  const { colour, logo } = brand;
  return (
    <>
      <div class="previews">
        {(["light", "dark"] as const).map((theme) => {
          const shade = colour?.[theme];
          // Whatever theme this page itself is in.
          const shown = colour && shade ? { ...colour, light: shade, dark: shade } : undefined;
          return (
            <figure key={theme}>
              <div class={`preview ${theme}`}>
                <div class="bill">
                  <BrandMark brand={{ colour: shown, logo }} src={src} />
                  <p class="small quiet-text">{words(lang).payTo}</p>
                  <p class="payee">
                    <bdi>{name}</bdi>
                  </p>
                  <Amount money={cny(8_800)} size="large" />
                  <p>{w.sampleSubject}</p>
                </div>
                <span class="button">{w.samplePay}</span>
              </div>
              <figcaption class="hint">
                {w.themes[theme]}
                {colour && shade ? ` · ${w.shade(colour.given, shade)}` : ""}
              </figcaption>
            </figure>
          );
        })}
      </div>
      {colour && isRed(colour.given) ? <p class="hint">{w.red}</p> : null}
    </>
  );
}

function textOf(problem: BrandingProblem, w: BrandingWords): string {
  const text = w.problems[problem.code];
  const part = "part" in problem ? problem.part : undefined;
  return part === undefined ? text : `${text} (${part})`;
}

function fieldOf(problem: BrandingProblem | undefined): "colour" | "file" | undefined {
  if (!problem || problem.code === "too_many") return undefined;
  return problem.code === "colour" ? "colour" : "file";
}
