import type { ItemPlace } from "../../../core/settlement_batch/batch_store.ts";

const PLACE = /^(\w{1,64})\.(\d{1,9})$/;

/** Where the next page of a batch's items starts, as `placeText` writes it; anything else is the first page. */
export function readItemPlace(text: string | undefined): ItemPlace | undefined {
  const [, subjectId, line] = PLACE.exec(text ?? "") ?? [];
  return subjectId === undefined ? undefined : { subjectId, line: Number(line) };
}

export function placeText(item: ItemPlace | undefined): string | undefined {
  return item && `${item.subjectId}.${item.line}`;
}
