import type { Translation } from "../library.ts";
import { fieldsZh } from "./fields.ts";
import { operationsZh } from "./operations.ts";
import { problemsZh } from "./problems.ts";

/** The reference in Chinese; a text that nobody has translated yet is missing. */
export const zh: Translation = {
  texts: { ...fieldsZh, ...operationsZh },
  problems: problemsZh,
};
