import type { Enterprise } from "../../core/enterprise/enterprise.ts";
import { paths } from "../../core/paths.ts";
import type { Lang } from "../words.ts";
import { type EnterpriseFormError, enterpriseWords } from "./enterprise_words.ts";
import { ReasonForm } from "./reason_form.tsx";

interface Props {
  readonly lang: Lang;
  readonly enterprise: Enterprise;
  readonly formError?: EnterpriseFormError | undefined;
  readonly typed?: string | undefined;
}

/** Stops an enterprise with all of its numbers, or undoes that, with a reason. */
export function StopForm({ lang, enterprise, formError, typed }: Props) {
  const w = enterpriseWords(lang);
  const { licenceNo, name, stop } = enterprise;
  const title = stop ? w.resume : w.stop;
  return (
    <ReasonForm
      title={title}
      name={name}
      number={licenceNo}
      help={stop ? w.resumeHelp : w.stopHelp}
      action={paths.opsEnterpriseStop(licenceNo)}
      state={stop ? "active" : "stopped"}
      back={paths.opsEnterprise(licenceNo)}
      problem={formError && w.errors[formError]}
      typed={typed}
      words={w}
    />
  );
}
