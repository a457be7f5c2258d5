import {
  allScopes,
  type MerchantKey,
  type MerchantKeyState,
} from "../../core/merchant/merchant_key.ts";
import { after, days, hours } from "../../core/time.ts";
import { keyColumns } from "../../views/console/keys/key_columns.tsx";
import { KeyPage } from "../../views/console/keys/key_page.tsx";
import { keyWords } from "../../views/console/keys/key_words.ts";
import { NewKeyPage, type NewKeyProblem } from "../../views/console/keys/new_key_page.tsx";
import { RevocationPage } from "../../views/console/keys/revocation_page.tsx";
import { SecretKeysPage } from "../../views/console/keys/secret_keys_page.tsx";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Looks, looksOf } from "./look.ts";
import { atConsole, live } from "./staff_people.ts";
import { drawnList } from "./drawn_list.ts";

const jwk = '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}';
const key = (state: MerchantKeyState, n: number): MerchantKey => ({
  kid: `key_01KAG8M000000000000000000${n}`,
  merchantNo: teaHouse.merchantNo,
  alg: n % 2 === 0 ? "ES256" : "EdDSA",
  jwk,
  state,
  scopes: n === 1 ? allScopes : ["create", "refund"],
  notBefore: START,
  retireAt: n === 1 ? undefined : after(START, days(n)),
  lastSignedAt: n === 3 ? undefined : after(START, hours(n)),
  createdAt: START,
  version: 1,
});
const keyStates = keysOf<MerchantKeyState>({ active: true, retired: true, revoked: true });
const keys = keyStates.map((state, n) => ({
  key: key(state, n + 1),
  addedBy: ["staff:stf_x", "key:key_x", "operator"][n] ?? "",
}));
const keyProblems = keysOf<NewKeyProblem>({
  jwk: true,
  scopes: true,
  not_before: true,
  retire_at: true,
  old_retire_at: true,
  key_dates_wrong: true,
  key_already_registered: true,
  keys_too_many: true,
  key_not_found: true,
  merchant_not_found: true,
});
const typedKey = new URLSearchParams([
  ["jwk", jwk],
  ...allScopes.map((scope) => ["scopes", scope]),
  ["old_retire_at", "2026-11-27T14:00"],
]);
const secretKeys = [1, 2].map((n) => ({
  keyId: `${n}`.repeat(32),
  digest: "",
  hint: `sk_test_…${n}k7m`,
  createdAt: after(START, days(-n)),
}));

const keyList = (lang: Lang) => {
  const w = keyWords(lang);
  return { ...w, section: "keys", options: w.states, columns: keyColumns(lang) } as const;
};

/** Every look of keys at the console. */
export const keyLooks: Looks = {
  "console/keys": drawnList(
    "keys",
    keys,
    (lang) => ({ ...keyList(lang), add: keyWords(lang).add }),
  ),
  "console/keys/none": drawnList("keys", [], keyList),
  ...looksOf("console/key", keyStates, (state) => (frame) => (
    KeyPage({ frame, who: atConsole, key: key(state, 1), addedBy: "staff:stf_x", name: "王甲" })
  )),
  "console/key/wrong": (frame) =>
    KeyPage({
      frame,
      who: atConsole,
      key: key("active", 2),
      addedBy: "operator",
      name: undefined,
      typed: "2020-01-01T00:00",
      problem: "key_dates_wrong",
    }),
  "console/new_key": (frame) => (
    <NewKeyPage frame={frame} who={atConsole} mode="test" replaces={undefined} typed={typedKey} />
  ),
  "console/new_key/rotated": (frame) => (
    <NewKeyPage
      frame={frame}
      who={live}
      mode="live"
      replaces="key_01KAG8M0000000000000000001"
      typed={typedKey}
    />
  ),
  ...looksOf("console/new_key", keyProblems, (problem) => (frame) => (
    <NewKeyPage
      frame={frame}
      who={live}
      mode="live"
      replaces="key_01KAG8M0000000000000000001"
      typed={typedKey}
      problem={problem}
    />
  )),
  "console/key_revocation": (frame) => (
    <RevocationPage
      frame={frame}
      who={live}
      name="key_01KAG8M0000000000000000001"
      help={keyWords(frame.lang).revokeHelp}
      action="/console"
      back="/console"
      isLast
    />
  ),
  "console/secret_keys": (frame) => (
    <SecretKeysPage frame={frame} who={atConsole} mode="test" keys={secretKeys} />
  ),
  "console/secret_keys/made": (frame) => (
    <SecretKeysPage
      frame={frame}
      who={atConsole}
      mode="test"
      keys={secretKeys}
      made={`sk_test_${"k7m3".repeat(10)}`}
    />
  ),
  "console/secret_keys/refused": (frame) => (
    <SecretKeysPage
      frame={frame}
      who={atConsole}
      mode="test"
      keys={secretKeys}
      problem="keys_too_many"
    />
  ),
  "console/secret_keys/live": (frame) => (
    <SecretKeysPage frame={frame} who={live} mode="live" keys={[]} />
  ),
};
