import { type Block, type BlockState } from "../../core/block/block.ts";
import type { BlockList } from "../../core/block/list_blocks.ts";
import type { StaffId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { formatTime } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type BlockFormError, blockWords } from "./block_words.ts";
import { ListStates } from "./list_states.tsx";
import { TargetFields, type TypedTarget } from "./target_fields.tsx";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly state: BlockState;
  readonly list: BlockList;
  readonly names: ReadonlyMap<StaffId, string>;
  readonly mayWrite: boolean;
  readonly mayExport: boolean;
  readonly formError?: BlockFormError | undefined;
  readonly typed?: TypedTarget | undefined;
}

/** Who and what is on the list, the newest first, and whether somebody is. */
export function BlockListPage(props: Props) {
  const { lang, state, list: { blocks, next }, names, mayWrite, mayExport } = props;
  const { formError, typed } = props;
  const w = blockWords(lang);
  return (
    <>
      <Problem text={formError && w.errors[formError]} field={formError && "value"} />
      <div class="head">
        <h1>{w.title}</h1>
        {mayWrite ? <a class="button quiet" href={paths.opsNewBlock()}>{w.add}</a> : null}
      </div>
      <p class="quiet-text">{w.help}</p>
      <section class="card stack">
        <ListStates
          states={w.states}
          shown={state}
          href={(each) => paths.opsBlocks(each === "in_force" ? {} : { state: each })}
        />
        {blocks.length === 0 ? <p>{w.none[state]}</p> : null}
        <ul class="rows">
          {blocks.map((block) => (
            <BlockRow
              key={block.blockId}
              lang={lang}
              block={block}
              name={names.get(block.addedBy)}
            />
          ))}
        </ul>
        {next === undefined
          ? null
          : (
            <a class="button quiet" href={paths.opsBlocks({ state, after: next })}>
              {opsWords(lang).next}
            </a>
          )}
        {mayExport
          ? <a class="link" href={paths.opsBlocksCsv({ state })} download>{w.download}</a>
          : null}
      </section>
      <form class="card stack" method="post" action={paths.opsFindBlock()}>
        <h2>{w.find}</h2>
        <TargetFields
          lang={lang}
          typed={typed}
          invalid={formError !== undefined}
          hint={w.findHelp}
        />
        <button class="button quiet" type="submit">{w.find}</button>
      </form>
    </>
  );
}

function BlockRow({ lang, block, name }: {
  readonly lang: Lang;
  readonly block: Block;
  readonly name: string | undefined;
}) {
  const w = blockWords(lang);
  return (
    <li>
      <span>
        <a class="link" href={paths.opsBlock(block.blockId)}>
          <bdi>{block.masked}</bdi>
        </a>
        <span class="small quiet-text">
          {w.kinds[block.kind]} · {formatTime(block.addedAt, lang)}
          {name === undefined ? null : (
            <>
              {" · "}
              <bdi>{name}</bdi>
            </>
          )}
        </span>
        <span class="line">
          <bdi>{block.reason}</bdi>
        </span>
      </span>
    </li>
  );
}
