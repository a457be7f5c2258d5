import type { Result } from "../result.ts";
import { acomLayout, acomnLayout } from "./acom_layout.ts";
import type { Flaw } from "./file_flaw.ts";
import type { Layout } from "./layout.ts";
import type { Expected, LineFacts } from "./line_facts.ts";
import { readAcom, readAcomn } from "./read_acom.ts";
import { readZm } from "./read_zm.ts";
import { readZme } from "./read_zme.ts";
import type { DetailKind } from "./statement_file.ts";
import { zmLayout } from "./zm_layout.ts";
import { zmeLayout } from "./zme_layout.ts";

export interface Format {
  readonly layout: Layout<string>;
  /** Records may be longer than the layout by something reserved. */
  readonly openEnd?: true;
  readonly read: (record: Uint8Array, expected: Expected) => Result<LineFacts, Flaw>;
}

export const formats: Readonly<Record<DetailKind, Format>> = {
  zm: { layout: zmLayout, read: readZm },
  zme: { layout: zmeLayout, read: readZme },
  acom: { layout: acomLayout, read: readAcom },
  acomn: { layout: acomnLayout, openEnd: true, read: readAcomn },
};
