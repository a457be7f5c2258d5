import { readCertificates } from "../../core/channel/unionpay/certificate.ts";
import { parseNotice, printForm } from "../../core/channel/unionpay/fields.ts";
import { RSA_SHA256 } from "../../core/channel/unionpay/signed_text.ts";
import { readSigner } from "../../core/channel/unionpay/signer.ts";
import { subjectsOf } from "../../core/channel/unionpay/subjects.ts";
import { createVerifier } from "../../core/channel/unionpay/verifier.ts";
import { after, hours, instant } from "../../core/time.ts";
import { saidOfPayment } from "../support/signed_by_openssl.ts";
import { GATEWAY_NAME, unionpayCa } from "../support/unionpay_ca.ts";
import { median } from "./load.ts";
import { print } from "./table.ts";

const ROUNDS = 7;
const SLICE_MS = 150;
const AT_ONCE = 16;

/** What the gateway's notices and our requests cost beside the RSA that no program can do without. */
export async function benchUnionpay(): Promise<void> {
  const ca = await unionpayCa();
  try {
    const { both, pem } = await ca.certify("gateway", GATEWAY_NAME);
    const signer = await readSigner(both);
    if (!signer.ok) throw new Error(signer.error.detail);
    const { signPubKeyCert = "", signature: _, ...said } = saidOfPayment(pem);
    const fields = Object.entries({ ...said, signPubKeyCert });
    const notice = printForm(await signer.value.sign(fields));
    const verifier = createVerifier({
      certificates: readCertificates(ca.roots) ?? [],
      names: subjectsOf("live"),
    });
    const at = after(instant(Date.now()), hours(1));

    const text = new TextEncoder().encode("a".repeat(64));
    const keys = await crypto.subtle.generateKey(
      { ...RSA_SHA256, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
      false,
      ["sign", "verify"],
    );
    const bare = await crypto.subtle.sign(RSA_SHA256, keys.privateKey, text);

    await compare("UnionPay notices read and verified, codec", {
      ours: async () => {
        const read = parseNotice(notice);
        if (!read.ok || !(await verifier.verify(read.value, at)).ok) throw new Error("not genuine");
      },
      bare: () => crypto.subtle.verify(RSA_SHA256, keys.publicKey, bare, text),
    });
    await compare("UnionPay requests signed and printed, codec", {
      ours: async () => printForm(await signer.value.sign(fields)),
      bare: () => crypto.subtle.sign(RSA_SHA256, keys.privateKey, text),
    });
  } finally {
    await ca.remove();
  }
}

type Work = () => Promise<unknown>;

async function compare(
  what: string,
  { ours, bare }: { readonly ours: Work; readonly bare: Work },
): Promise<void> {
  const slices: { readonly ours: number; readonly bare: number }[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    slices.push({ bare: await perSecond(bare), ours: await perSecond(ours) });
  }
  print({
    what,
    value: median(slices.map((each) => each.ours)),
    against: median(slices.map((each) => each.bare)),
    unit: "/s",
    budget: ">= 50 %",
    note: "against bare WebCrypto RSA-2048",
  });
}

async function perSecond(work: Work): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  while (performance.now() - startedAt < SLICE_MS) {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    done += AT_ONCE;
  }
  return done / (performance.now() - startedAt) * 1_000;
}
