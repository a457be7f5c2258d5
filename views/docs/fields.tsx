import { paths } from "../../core/paths.ts";
import type { Language } from "../snippets/snippet.ts";
import type { DocsWords } from "./words_zh.ts";
import { prose, type Translate, withCode } from "./prose.tsx";
import type { Field, Reference } from "./reference.ts";
import { inLanguage } from "./site.ts";

interface Props {
  /** Before each field's name in its anchor. */
  readonly of: string;
  readonly fields: readonly Field[];
  readonly hrefOf: HrefOf;
  readonly translate: Translate;
  /** Whether each must be sent; omitted for what we send. */
  readonly say?: DocsWords;
  /** The word for them. */
  readonly characters: string;
}

/** Where an object is described. */
export type HrefOf = (object: string) => string;

export function Fields({ of, fields, hrefOf, translate, say, characters }: Props) {
  return (
    <dl class="fields">
      {fields.map((field) => (
        <div id={fieldAnchor(of, field.name)}>
          <dt>
            <code>{field.name}</code> <span class="small">{typeOf(field, hrefOf)}</span>
            {say ? <span class="small">{field.required ? say.required : say.optional}</span> : null}
          </dt>
          {field.limits || field.description
            ? (
              <dd class="small">
                {field.description ? prose(field.description, translate) : null}{" "}
                {field.limits ? withCode(field.limits.replace("characters", characters)) : null}
              </dd>
            )
            : null}
        </div>
      ))}
    </dl>
  );
}

export function fieldAnchor(of: string, name: string): string {
  return `${of}.${name}`;
}

function typeOf({ type, object }: Field, hrefOf: HrefOf) {
  return object ? <a href={hrefOf(object)}>{type}</a> : type;
}

/** Links to objects from one page, which keep the language of its examples. */
export function objectHrefs(
  { homes }: Pick<Reference, "homes">,
  { here, language }: { readonly here: string; readonly language: Language },
): HrefOf {
  return (object) => {
    const home = homes.get(object);
    const page = home === undefined ? paths.docsErrors() : paths.docsResource(home);
    return page === here ? `#${object}` : inLanguage(`${page}#${object}`, language);
  };
}
