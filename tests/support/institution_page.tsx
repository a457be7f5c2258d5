import type { LegalText } from "../../core/institution/institution.ts";
import type { BusinessDay } from "../../core/time.ts";
import { LegalPage } from "../../views/institution/legal_page.tsx";
import type { InstitutionProblem } from "../../views/institution/words.ts";
import { InstitutionBody } from "../../views/ops/institution.tsx";
import { DeskLayout, type Who } from "../../views/staff/desk.tsx";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";

const who: Who = {
  staffId: "stf_01KAG8M0000000000000000001",
  name: "Test Operator",
  role: "admin",
  merchant: undefined,
};
const text = (version: number): LegalText => ({
  kind: "terms",
  version,
  firstDay: `2026-1${version}-20` as BusinessDay,
  zh: "第一条　支付服务由机构提供。\n\n第二条　有疑问请联系客服。",
  en: "1. The institution provides the payment service.\n\n2. Contact customer service.",
});
const versions = [text(2), text(1)];

const problems = keysOf<InstitutionProblem>({
  line_flawed: true,
  text_flawed: true,
  day_wrong: true,
  first_day_past: true,
});

function look(given: Partial<Parameters<typeof InstitutionBody>[0]>): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="ops" who={who} section="institution" title="Institution">
      <InstitutionBody
        lang={frame.lang}
        institution={{ name: "Countersign", phone: "000-0000-0000", licence: "" }}
        versions={versions}
        mayWrite
        {...given}
      />
    </DeskLayout>
  );
}

/** Every look of the institution's settings and of its texts. */
export const institutionLooks: Looks = {
  "ops/institution": look({}),
  "ops/institution/empty": look({ versions: [], mayWrite: false }),
  ...looksOf("ops/institution/returned", problems, (problem) => look({ problem })),
  "ops/legal/versions": (frame) => <LegalPage frame={frame} text={text(2)} versions={versions} />,
  "ops/legal/only": (frame) => <LegalPage frame={frame} text={text(1)} versions={[text(1)]} />,
};
