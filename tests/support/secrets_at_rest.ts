import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import type { Deps } from "../../core/deps.ts";
import { NOTICE_CONTEXT } from "../../core/open_platform/open_app.ts";
import type { Sms } from "../../core/sms/sms.ts";
import type { Vault } from "../../core/secret/vault.ts";
import type { Reader, ReadStatement } from "../../db/engine/reader.ts";
import { findAny } from "./find_any.ts";

/** Shorter ones are in any file by chance. */
const BYTES_MIN = 6;
/** Random bytes of which somebody gets to know nothing else than the bytes themselves: tokens, keys, secrets. */
const TOKEN_BYTES_MIN = 24;

/** Inside a sealed text: phones, ID numbers, account numbers. What a channel tells is full of numbers of its own. */
const NUMBERS = /\d{11,}[\dX]?/g;
/** Public, and part of many a text. */
const MERCHANT_NO = /^\d{15}$/;
const CODE_LINE = /#(\d{6})$/m;

/** A secret that was found, with what is around it. */
export type Leak = string;

/**
 * Whatever a portal must never keep or say in the clear: what it seals, what it sends to phones and mailboxes, and the
 * random bytes that open something. The ports it passes through are watched, so no test has to name its secrets.
 */
export class SecretsAtRest {
  readonly #texts = new Set<string>();
  readonly #codes = new Set<string>();
  readonly #said: string[] = [];

  /** A secret of whoever runs the test, such as a key that was handed out. */
  add(...texts: readonly string[]): void {
    for (const text of texts) if (Buffer.byteLength(text) >= BYTES_MIN) this.#texts.add(text);
  }

  watchVault(vault: Vault): Vault {
    return {
      ...vault,
      seal: (plain, context) => {
        this.sealed(plain, context);
        return vault.seal(plain, context);
      },
    };
  }

  sealed(plain: string, context: string): void {
    this.add(plain.replace(/^whsec_/, ""));
    if (context === NOTICE_CONTEXT) return;
    this.add(...(plain.match(NUMBERS) ?? []).filter((each) => !MERCHANT_NO.test(each)));
  }

  watchRandom(random: Deps["random"]): Deps["random"] {
    return (count) => {
      const bytes = random(count);
      if (count >= TOKEN_BYTES_MIN) {
        const copy = Buffer.from(bytes);
        this.add(copy.toString("base64url"), copy.toString("base64"), copy.toString("hex"));
      }
      return bytes;
    };
  }

  watchSms(send: Deps["sms"]): Deps["sms"] {
    return (sms) => {
      this.#hear(sms);
      return send(sms);
    };
  }

  /** What went to merchants. */
  watchSender(send: Deps["send"]): Deps["send"] {
    return (url, headers, body) => {
      this.#said.push(`webhook ${url} ${JSON.stringify(headers)} ${body}`);
      return send(url, headers, body);
    };
  }

  #hear({ phone, text }: Pick<Sms, "phone" | "text">): void {
    this.add(phone);
    const code = CODE_LINE.exec(text)?.[1];
    if (code !== undefined) this.#codes.add(code);
  }

  /** Where any of them is found: in these files with what WAL they have, in what was logged, and in webhooks. */
  async leaks(
    { files, logged, reader }: {
      readonly files: readonly string[];
      readonly logged: readonly string[];
      readonly reader: Pick<Reader, "batch"> | undefined;
    },
  ): Promise<readonly Leak[]> {
    const bytes = await Promise.all(files.map((file) => readFile(file).catch(() => Buffer.of())));
    const said = Buffer.from([...logged, ...this.#said].join("\n"));
    const raw = [...bytes, said].flatMap((each) => this.#in(each));
    return [...new Set([...raw, ...reader ? await this.#codesIn(reader) : []])];
  }

  #in(bytes: Buffer): readonly Leak[] {
    const around = ({ text, at }: { readonly text: string; readonly at: number }) => {
      const shown = bytes.subarray(Math.max(0, at - 60), at + Buffer.byteLength(text) + 20);
      return `${text} in ${JSON.stringify(shown.toString())}`;
    };
    const whole = findAny(bytes, this.#texts);
    // Six digits are part of many a longer number.
    const codes = findAny(bytes, this.#codes).filter(({ at, text }) =>
      !isWord(bytes[at - 1]) && !isWord(bytes[at + text.length])
    );
    return [...whole, ...codes].map(around);
  }

  /** A column of its own has no border in the file. */
  async #codesIn(reader: Pick<Reader, "batch">): Promise<readonly Leak[]> {
    if (this.#codes.size === 0) return [];
    const codes = JSON.stringify([...this.#codes]);
    const [columns] = await reader.batch([TEXT_COLUMNS], "read");
    const tables = Map.groupBy(columns!.rows, ({ tbl }) => String(tbl));
    const looks = [...tables].map(([table, rows]): ReadStatement => ({
      sql: `select * from ${table} where ${
        rows.map(({ col }) => `"${col}" in (select value from json_each(?1))`).join(" or ")
      } limit 1`,
      args: [codes],
      oneRow: true,
    }));
    const found = await reader.batch(looks, "read");
    return found.flatMap(({ rows }) => rows.map((row) => `a code in ${JSON.stringify(row)}`));
  }
}

const TEXT_COLUMNS =
  `select m.name as tbl, c.name as col from sqlite_master m, pragma_table_info(m.name) c
  where m.type = 'table' and m.name not like 'sqlite%' and c.type = 'TEXT'`;

function isWord(byte: number | undefined): boolean {
  return byte !== undefined && /[0-9A-Za-z]/.test(String.fromCharCode(byte));
}
