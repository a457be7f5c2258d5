import { Band } from "../parts/band.tsx";

interface Props {
  /** Undefined while there is none. */
  readonly text: string | undefined;
  /** The field it is about. */
  readonly field?: string | undefined;
}

/** What is wrong with a form, on top of it, with the way to its field. */
export function Problem({ text, field }: Props) {
  if (text === undefined) return null;
  return (
    <div class="notice" role="alert" tabindex={-1} autofocus>
      <Band mark="unclear">
        {field === undefined ? <p>{text}</p> : <a href={`#${field}`}>{text}</a>}
      </Band>
    </div>
  );
}
