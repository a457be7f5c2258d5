import type { EventSpecs } from "../event_spec.ts";
import type { Institution, LegalText } from "./institution.ts";

export type InstitutionEvent =
  | { readonly type: "institution.changed"; readonly institution: Institution }
  | { readonly type: "legal_text.added"; readonly text: LegalText };

export const institutionEvents = {
  "institution.changed": {
    subject: ({ institution: { version } }) => ({
      subjectId: "institution",
      version,
      merchantNo: undefined,
    }),
    data: ({ institution: { name, phone, licence } }) => ({ name, phone, licence }),
  },
  "legal_text.added": {
    subject: ({ text: { kind, version } }) => ({
      subjectId: `legal_text:${kind}`,
      version,
      merchantNo: undefined,
    }),
    data: ({ text: { kind, firstDay, zh, en } }) => ({ kind, first_day: firstDay, zh, en }),
  },
} satisfies EventSpecs<InstitutionEvent>;
