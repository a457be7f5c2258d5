import type { Lang } from "../words.ts";
import type { Recording } from "./recording.ts";

/** What /docs is made of besides the API's own description. It may be large, so it is loaded when somebody reads. */
export interface Library {
  readonly guides: readonly Guide[];
  readonly recording: Recording;
  readonly zh: Translation;
}

/** The reference in another language. */
export interface Translation {
  /** By the English text. */
  readonly texts: Readonly<Record<string, string>>;
  /** By the problem's code. */
  readonly problems: Readonly<Record<string, readonly [title: string, detail: string]>>;
}

export const emptyLibrary = (): Promise<Library> =>
  Promise.resolve({
    guides: [],
    recording: { exchanges: [], webhooks: {} },
    zh: { texts: {}, problems: {} },
  });

/** One document of ours as a page. */
export interface Guide {
  readonly name: string;
  readonly lang: Lang;
  readonly title: string;
  /** Without the title; made of our own documents, with everything else in them escaped. */
  readonly html: string;
}

/** The documents that are here, in reading order; those for who runs the portal or works on it stay in the repository. */
export const guideNames = [
  "authentication",
  "webhooks",
  "sandbox",
  "lists",
  "links",
  "screens",
  "transfers",
  "codes",
  "clients",
  "embedding",
  "plans",
  "signing",
  "contracts",
  "deductions",
  "arrears",
  "merchants",
  "staff",
  "audit",
  "states",
  "glossary",
] as const;
export type GuideName = (typeof guideNames)[number];

/** The guide in this language, or the English one where nobody has translated it. */
export function guideOf({ guides }: Library, name: string, lang: Lang): Guide | undefined {
  const found = guides.filter((each) => each.name === name);
  return found.find((each) => each.lang === lang) ?? found[0];
}
