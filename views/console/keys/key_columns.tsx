import type { KeyWithActor } from "../../../core/merchant/merchant_store.ts";
import {
  allScopes,
  type MerchantKeyState,
  type Scope,
} from "../../../core/merchant/merchant_key.ts";
import { businessDay } from "../../../core/time.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import { Time } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import type { ListColumn } from "../list_column.ts";
import { StateWord } from "../state_word.tsx";
import { type KeyWords, keyWords } from "./key_words.ts";

export const keyMarks: Readonly<Record<MerchantKeyState, Mark>> = {
  active: "paid",
  retired: "closed",
  revoked: "failed",
};

/** Enough to tell keys apart; the file and the key's page have the whole kid. */
const KID_TAIL = 8;

/** What a list of keys shows, and what its file has. */
export function keyColumns(lang: Lang): readonly ListColumn<KeyWithActor>[] {
  const w = keyWords(lang);
  const { columns } = w;
  const text = (header: string, of: (row: KeyWithActor) => string | undefined) => ({
    csv: { header, type: "text", of } as const,
  });
  return [
    {
      ...text(columns.kid, ({ key }) => key.kid),
      cell: ({ key }) => <span class="mono" title={key.kid}>key_…{key.kid.slice(-KID_TAIL)}</span>,
    },
    { ...text(columns.alg, ({ key }) => key.alg), cell: ({ key }) => key.alg },
    {
      ...text(columns.state, ({ key }) => w.states[key.state]),
      cell: ({ key: { state } }) => <StateWord mark={keyMarks[state]} text={w.states[state]} />,
    },
    {
      csv: { header: columns.retires, type: "time", of: ({ key }) => key.retireAt },
      cell: ({ key: { retireAt } }) =>
        retireAt === undefined ? w.noEnd : <Time at={retireAt} lang={lang} />,
    },
    {
      ...text(columns.lastSigned, ({ key: { lastSignedAt: at } }) => at && businessDay(at)),
      cell: ({ key: { lastSignedAt: at } }) => at === undefined ? w.never : businessDay(at),
      only: "wide",
    },
    {
      ...text(columns.scopes, ({ key }) => scopesText(key.scopes, w)),
      cell: ({ key }) => scopesText(key.scopes, w),
      only: "wide",
    },
    {
      ...text(columns.addedBy, ({ addedBy }) => addedBy),
      cell: ({ addedBy }) => actorWord(addedBy, w),
      only: "wide",
    },
    { csv: { header: columns.notBefore, type: "time", of: ({ key }) => key.notBefore } },
    { csv: { header: columns.created, type: "time", of: ({ key }) => key.createdAt } },
    text(columns.jwk, ({ key }) => key.jwk),
  ];
}

export function scopesText(scopes: readonly Scope[], w: KeyWords): string {
  if (scopes.length === allScopes.length) return w.all;
  return scopes.map((scope) => w.scopes[scope]).join(" · ");
}

/** What kind of somebody it was; an actor's first word says. */
export function actorWord(by: string, w: KeyWords): string {
  const kinds: Readonly<Record<string, string>> = w.by;
  return kinds[by.split(":")[0] ?? ""] ?? by;
}
