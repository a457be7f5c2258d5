import type { Merchant } from "../../core/merchant/merchant.ts";
import { type Desk, paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout, type Who } from "../staff/desk.tsx";
import { maskedMail } from "../staff/masked_mail.ts";
import type { Member } from "../staff/staff_page.tsx";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import { placeName } from "../staff/place_name.ts";
import { staffWords } from "../staff/words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  /** The merchant number that was asked for. */
  readonly asked: string;
  /** Too much waits already. */
  readonly full?: boolean;
  readonly found: { readonly merchant: Merchant; readonly owners: readonly Member[] } | undefined;
}

/** A merchant's owners, and a new link for one who is locked out. */
export function OwnersPage({ frame, desk, who, asked, found, full }: Props) {
  const w = staffWords(frame.lang);
  return (
    <DeskLayout
      frame={frame}
      desk={desk}
      who={who}
      section="owners"
      title={placeName("owners", frame.lang)}
    >
      <Problem text={full ? w.proposalProblems.proposals_too_many : undefined} />
      <h1>{placeName("owners", frame.lang)}</h1>
      <section class="card stack narrow-card">
        <p class="quiet-text">{w.ownersHelp}</p>
        <form class="stack" method="get" action={paths.owners()}>
          <TextField name="merchant_no" label={w.merchantNo} value={asked} mono />
          <button class="button quiet" type="submit">{w.search}</button>
        </form>
      </section>
      {asked !== "" && !found ? <p role="status">{w.noSuchMerchant}</p> : null}
      {found
        ? (
          <section class="card stack">
            <h2>
              <bdi>{found.merchant.name}</bdi>
            </h2>
            {found.owners.length === 0 ? <p>{w.noOwner}</p> : (
              <ul class="lines">
                {found.owners.map(({ staff, name, mail }) => (
                  <li key={staff.staffId}>
                    <b>
                      <bdi>{name ?? w.nameless}</bdi>
                    </b>
                    <span class="meta">
                      {mail === undefined ? w.states[staff.state] : maskedMail(mail)}
                    </span>
                    {permits(who.role, "merchants:write")
                      ? (
                        <form method="post" action={paths.ownerLink(staff.staffId)}>
                          <button class="button quiet" type="submit">{w.proposeLink}</button>
                        </form>
                      )
                      : null}
                  </li>
                ))}
              </ul>
            )}
          </section>
        )
        : null}
    </DeskLayout>
  );
}
