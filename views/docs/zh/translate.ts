import type { Translate } from "../prose.tsx";
import { fieldsZh } from "./fields.ts";
import { operationsZh } from "./operations.ts";

/** The reference in Chinese; undefined where nobody has translated a text yet. */
export const translateZh: Translate = (english) => operationsZh[english] ?? fieldsZh[english];
