import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openssl, opensslText } from "./openssl.ts";

/** A certificate authority like the gateway's, made by openssl: a root, one between, and those it certifies. */
export interface UnionpayCa {
  /** The root and the one between, in PEM. */
  readonly roots: string;
  readonly root: string;
  /** Certifies this common name under one of the keys; the certificate's file is its name. */
  readonly certify: (name: string, commonName: string, days?: number) => Promise<Certified>;
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

export interface Certified {
  /** With LF, as openssl prints it. */
  readonly pem: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  /** Both, as a merchant keeps them. */
  readonly both: string;
}

export const GATEWAY_NAME = "041@8310000000083040@中国银联股份有限公司@00016495";

/** `title` goes into the names of its certificates. SHA-1, as the real one still uses it. */
export async function unionpayCa(title = "Test"): Promise<UnionpayCa> {
  const folder = await mkdtemp(join(tmpdir(), "unionpay_ca_"));
  const at = (file: string) => join(folder, file);
  const newKey = (file: string) => ["-newkey", "rsa:2048", "-nodes", "-keyout", at(file)];
  // deno-fmt-ignore
  await openssl(["req", "-x509", ...newKey("root.key"), "-out", at("root.pem"), "-sha1", "-days", "9000",
    "-subj", `/C=CN/O=${title}/CN=${title} Root`]);
  await writeFile(at("ca.ext"), "basicConstraints=critical,CA:TRUE\n");
  // deno-fmt-ignore
  await openssl(["req", ...newKey("middle.key"), "-out", at("middle.csr"),
    "-subj", `/C=CN/O=${title}/CN=${title} OCA1`]);
  // deno-fmt-ignore
  await openssl(["x509", "-req", "-in", at("middle.csr"), "-CA", at("root.pem"), "-CAkey", at("root.key"),
    "-set_serial", "7", "-sha1", "-days", "8000", "-extfile", at("ca.ext"), "-out", at("middle.pem")]);
  const [root, middle] = await Promise.all([read(at("root.pem")), read(at("middle.pem"))]);

  return {
    roots: `${middle}${root}`,
    root,
    folder,
    certify: async (name, commonName, days = 1_000) => {
      const [keyFile, certificateFile] = [at(`${name}.key`), at(`${name}.pem`)];
      // deno-fmt-ignore
      await openssl(["req", ...newKey(`${name}.key`), "-utf8", "-out", at(`${name}.csr`),
        "-subj", `/C=cn/O=${title} OCA1/CN=${commonName}`]);
      const serial = await opensslText(["rand", "-hex", "16"]);
      // deno-fmt-ignore
      await openssl(["x509", "-req", "-in", at(`${name}.csr`), "-CA", at("middle.pem"), "-CAkey", at("middle.key"),
        "-set_serial", `0x1${serial.trim().slice(1)}`, "-sha1", "-days", `${days}`, "-out", certificateFile]);
      const [pem, key] = await Promise.all([read(certificateFile), read(keyFile)]);
      return { pem, certificateFile, keyFile, both: `${key}${pem}` };
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

function read(file: string): Promise<string> {
  return readFile(file, "utf8");
}
