import type { Arrear } from "../../../core/arrear/arrear.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { Amount } from "../../parts/money.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { TextField } from "../../staff/text_field.tsx";
import { arrearWords } from "./arrear_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly arrear: Arrear;
  /** What was typed for a reason that can't be used. */
  readonly refused?: string | undefined;
}

/** The one question before an arrear is waived. */
export function WaiverPage({ frame, who, arrear, refused }: Props) {
  const w = arrearWords(frame.lang);
  const title = w.waiveTitle(arrear.merchantOrderNo);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="arrears" title={title}>
      <Problem text={refused === undefined ? undefined : w.problems.reason} field="reason" />
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <p>
          <bdi>{arrear.subject}</bdi> <Amount money={arrear.amount} />
        </p>
        <p>{w.waiveHelp}</p>
        <form class="stack" method="post" action={paths.consoleArrearWaiver(arrear.arrearId)}>
          <TextField
            name="reason"
            label={w.waiveReason}
            value={refused ?? ""}
            hint={w.waiveReasonHint}
            max={200}
            invalid={refused !== undefined}
            optional
          />
          <div class="actions">
            <button class="button" type="submit">{w.waive}</button>
            <a class="button quiet" href={paths.consoleArrear(arrear.arrearId)}>{w.keep}</a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}
