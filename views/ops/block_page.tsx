import type { Block } from "../../core/block/block.ts";
import type { StaffId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import { Band } from "../parts/band.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type BlockFormError, blockWords } from "./block_words.ts";
import { ReasonField } from "./reason_field.tsx";

interface Props {
  readonly lang: Lang;
  readonly block: Block;
  readonly names: ReadonlyMap<StaffId, string>;
  /** How many consumers that we know it is about; of a card nobody can say. */
  readonly people: number;
  /** To take it off, before a second person. */
  readonly waiting: Proposal | undefined;
  readonly mayLift: boolean;
  readonly formError?: BlockFormError | undefined;
  readonly typed?: string | undefined;
}

/** One block: what, since when, by whom and why, and how it is lifted. */
export function BlockPage(props: Props) {
  const { lang, block, names, people, waiting, mayLift, formError, typed } = props;
  const w = blockWords(lang);
  const lift = block.state === "lifted" ? block : undefined;
  const named = (staffId: StaffId) => <bdi>{names.get(staffId) ?? staffId}</bdi>;
  const added = <Time at={block.addedAt} lang={lang} />;
  return (
    <>
      <Problem text={formError && w.errors[formError]} field={formError && "reason"} />
      <section class="card stack">
        <p class="quiet-text">{w.kinds[block.kind]} · {w.states[block.state]}</p>
        <h1>
          <bdi>{block.masked}</bdi>
        </h1>
        <Facts
          rows={[
            fact(w.reason, <bdi>{block.reason}</bdi>),
            fact(w.addedAt, added),
            fact(w.addedBy, named(block.addedBy)),
            fact(w.people, block.kind === "card" ? undefined : String(people)),
            fact(w.liftedAt, lift && <Time at={lift.liftedAt} lang={lang} />),
            fact(w.liftedBy, lift && named(lift.liftedBy)),
            fact(w.liftReason, lift && <bdi>{lift.liftReason}</bdi>),
            fact(
              w.columns.id,
              <a class="link mono" href={paths.opsRecord(block.blockId)}>{block.blockId}</a>,
            ),
          ]}
        />
        {waiting
          ? (
            <Band mark="processing">
              <p>
                {w.waits} <a href={paths.proposal("ops", waiting.proposalId)}>{w.toProposal}</a>
              </p>
            </Band>
          )
          : null}
      </section>
      {mayLift && !waiting && !lift
        ? (
          <form class="card stack" method="post" action={paths.opsBlockLift(block.blockId)}>
            <h2>{w.lift}</h2>
            <p class="quiet-text">{w.liftHelp}</p>
            <ReasonField
              label={w.liftReason}
              hint={w.reasonHint}
              value={typed}
              invalid={formError !== undefined}
            />
            <button class="button quiet" type="submit">{w.lift}</button>
          </form>
        )
        : null}
    </>
  );
}
