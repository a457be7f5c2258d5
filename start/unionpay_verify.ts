import { Buffer } from "node:buffer";
import { open } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { type Certificate, readCertificates } from "../core/channel/unionpay/certificate.ts";
import { readCopy } from "../core/channel/unionpay/read_copy.ts";
import { subjectsOf } from "../core/channel/unionpay/subjects.ts";
import { createVerifier } from "../core/channel/unionpay/verifier.ts";
import { type Instant, instant } from "../core/time.ts";

const USAGE = `unionpay_verify FILE [--at TIME] [--roots FILE]
  FILE     one answer or notice of the gateway, as it came
  --at     the time to check at, like 2024-01-05T15:00:00+08:00; now if it is not given
  --roots  PEM of the gateway's roots and of those between`;

const FILE_BYTES_MAX = 1024 * 1024;
const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/i;

/** The arguments or a file named by them are of no use. */
class UsageError extends Error {}

/** Exits with 0 when all is ok, 1 when something is wrong, 2 by wrong use, 3 when only the chain is unknown. */
async function main(args: readonly string[]): Promise<void> {
  const { file, at, roots } = await readArgs(args);
  const verifier = createVerifier({ certificates: roots, names: subjectsOf("test") });
  const bytes = await readStart(file);
  const checks = await readCopy(bytes, (fields) => verifier.check(fields, at));
  const { parse, digest, subject, validity, chain } = checks;
  const unknown = roots.length === 0 ? {} : { chain };
  const wrong = Object.entries(
    parse === "ok" ? { digest, subject, validity, ...unknown } : { parse },
  )
    .filter(([, found]) => found !== "ok").map(([step]) => step);
  const verified = wrong.length === 0 ? "ok" : `not ok: ${wrong.join(", ")}`;
  console.log(JSON.stringify({ parse, digest, subject, validity, chain, verified }));
  process.exitCode = wrong.length > 0 ? 1 : chain === "ok" ? 0 : 3;
}

async function readArgs(args: readonly string[]) {
  const options = { at: { type: "string" }, roots: { type: "string" } } as const;
  const { values, positionals } = parse();
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError(USAGE);
  const at = values.at === undefined ? instant(Date.now()) : timeOf(values.at);
  return { file, at, roots: values.roots === undefined ? [] : await rootsOf(values.roots) };

  function parse() {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true });
    } catch (error) {
      throw new UsageError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    }
  }
}

function timeOf(text: string): Instant {
  const at = TIME.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new UsageError(`Cannot read time "${text}"\n${USAGE}`);
  return instant(at);
}

async function rootsOf(file: string): Promise<readonly Certificate[]> {
  const read = readCertificates(new TextDecoder().decode(await readStart(file)));
  if (read && read.length > 0) return read;
  throw new UsageError(`Cannot read ${file}: expected certificates in PEM, and nothing else`);
}

/** A file's bytes; of one that is too long only as many as show that. */
async function readStart(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const opened = await open(file);
    try {
      const buffer = Buffer.alloc(FILE_BYTES_MAX + 1);
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await opened.read(buffer, length, buffer.length - length, null);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return new Uint8Array(buffer.buffer, buffer.byteOffset, length);
    } finally {
      await opened.close();
    }
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
