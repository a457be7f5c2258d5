import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { PlaceForm } from "./place_switch.tsx";
import { placeWords } from "./place_words.ts";
import { Problem } from "./problem.tsx";
import { SecretOnce } from "./secret_once.tsx";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  /** Once it is open. */
  readonly number: Merchant | undefined;
  /** In the answer that opened it. */
  readonly secretKey?: string | undefined;
  readonly problem?: "notActive" | undefined;
}

/** What a live number's test number is for, and how it is opened. */
export function TestNumberPage({ frame, who, number, secretKey, problem }: Props) {
  const w = placeWords(frame.lang);
  const title = secretKey === undefined ? w.testTitle : w.testOpened;
  return (
    <DeskLayout frame={frame} desk="console" who={who} title={title}>
      <Problem text={problem && w[problem]} />
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <p class="quiet-text">{w.testHelp}</p>
        {number
          ? (
            <>
              {secretKey === undefined
                ? <p>{w.testThere}</p>
                : <SecretOnce label={w.secretKey} hint={w.secretOnce} secret={secretKey} />}
              <p class="mono">{number.merchantNo}</p>
              <PlaceForm to={number} text={w.enter} quiet="button" />
            </>
          )
          : (
            <form method="post" action={paths.testNumber()}>
              <button class="button" type="submit">{w.testOpen}</button>
            </form>
          )}
      </section>
    </DeskLayout>
  );
}
