import { readCertificates } from "../../core/channel/unionpay/certificate.ts";
import { parseAnswer, printForm } from "../../core/channel/unionpay/fields.ts";
import { readSigner, type Signer } from "../../core/channel/unionpay/signer.ts";
import { subjectsOf } from "../../core/channel/unionpay/subjects.ts";
import { createVerifier } from "../../core/channel/unionpay/verifier.ts";
import { type Instant, instant } from "../../core/time.ts";
import type { OpenApp } from "../../unionpay_gateway/context.ts";
import { startGateway } from "../../unionpay_gateway/gateway.ts";
import { createPki, type Pki } from "../../unionpay_gateway/pki.ts";
import { fakeClock, START } from "./fake_clock.ts";
import { must } from "./fixtures.ts";
import { opened } from "./left_running.ts";
import { MER_ID } from "./unionpay_app.ts";

type Said = Readonly<Record<string, string>>;

/** Another number that the gateway serves. */
export const OTHER_MER_ID = "777290058110098";

let made: Promise<Pki> | undefined;

/** The authority of the gateways of all files that share a process: keys take longer to make than most tests. */
export function gatewayPki(): Promise<Pki> {
  made ??= createPki([MER_ID, OTHER_MER_ID], START);
  return made;
}

/** Where requests are sent. */
const places = {
  front: "/gateway/api/frontTransReq.do",
  app: "/gateway/api/appTransReq.do",
  back: "/gateway/api/backTransReq.do",
  query: "/gateway/api/queryTrans.do",
  file: "/",
} as const;

/** A merchant's program that signs and verifies by the portal's own codec, and what it was told. */
export async function acpMerchant(pki: Pki, apps: readonly OpenApp[] = []) {
  const clock = fakeClock();
  const told: Said[] = [];
  const toldAt: string[] = [];
  const mark = opened("a simulated gateway");
  /** How the merchant answers notices, by a status or by words: with the last one for ever. */
  const acks: (number | string)[] = [200];
  const gateway = startGateway({
    pki,
    apps,
    now: () => clock.now(),
    send: async (request) => {
      told.push(Object.fromEntries(new URLSearchParams(await request.text())));
      toldAt.push(request.url);
      const ack = acks.length > 1 ? acks.shift() : acks[0];
      return typeof ack === "string"
        ? new Response(ack)
        : new Response("ok", { status: ack ?? 200 });
    },
  });
  const verifier = verifierOf(pki);
  const { key, certificate } = pki.merchants[MER_ID] ?? pki.signing;
  const signer = must(await readSigner(key + certificate));
  const merchant = {
    gateway,
    clock,
    told,
    toldAt,
    acks,
    signer,
    /** A message of a payment, with these fields of its own. */
    about: (fields: Said) => aboutNow(clock.now(), fields),
    sign: (fields: Said, by: Signer = signer) => by.sign(Object.entries(fields)),
    /** Signs and sends it; the answer is read and must be the gateway's own. */
    ask: async (place: keyof typeof places, fields: Said): Promise<Said> => {
      const body = printForm(await signer.sign(Object.entries(aboutNow(clock.now(), fields))));
      return merchant.read(await (await merchant.post(place, body)).text());
    },
    post: (place: keyof typeof places, body: string, type = FORM) =>
      fetch(gateway.url + places[place], {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": type },
        body,
      }),
    read: async (answer: string): Promise<Said> => {
      const fields = must(parseAnswer(answer));
      const genuine = await verifier.verify(fields, instant(clock.now()));
      if (!genuine.ok) throw new Error(`${genuine.error.step}: ${genuine.error.detail}`);
      return Object.fromEntries(fields);
    },
    stop: async () => {
      await gateway.stop();
      mark.closed();
    },
  };
  return merchant;
}

export type AcpMerchant = Awaited<ReturnType<typeof acpMerchant>>;

const FORM = "application/x-www-form-urlencoded; charset=UTF-8";
let numbers = 0;

function aboutNow(now: Instant, fields: Said): Said {
  return {
    version: "5.1.0",
    encoding: "UTF-8",
    accessType: "0",
    merId: MER_ID,
    orderId: `T2026112009${++numbers}`,
    txnTime: beijing(now),
    ...fields,
  };
}

function beijing(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 14);
}

export function verifierOf({ middle, root }: Pki) {
  const certificates = readCertificates(middle.certificate + root.certificate) ?? [];
  return createVerifier({ certificates, names: subjectsOf("live") });
}

const money = { txnAmt: "8800", currencyCode: "156", backUrl: "https://shop.example/notify" };

/** Requests as a merchant sends them, by what they are. */
export const requests = {
  page: {
    txnType: "01",
    txnSubType: "01",
    bizType: "000201",
    channelType: "08",
    frontUrl: "https://shop.example/back",
    ...money,
  },
  app: { txnType: "01", txnSubType: "01", bizType: "000201", channelType: "08", ...money },
  code: { txnType: "01", txnSubType: "07", bizType: "000000", channelType: "08", ...money },
  consumer: {
    txnType: "01",
    txnSubType: "06",
    bizType: "000000",
    channelType: "08",
    termId: "00000001",
    ...money,
  },
  query: { txnType: "00", txnSubType: "00", bizType: "000000", channelType: "07" },
  refund: { txnType: "04", txnSubType: "00", bizType: "000201", channelType: "07", ...money },
  void: { txnType: "31", txnSubType: "00", bizType: "000201", channelType: "07", ...money },
  reversal: { txnType: "99", txnSubType: "01", bizType: "000000", channelType: "08" },
  file: { txnType: "76", txnSubType: "01", bizType: "000000", fileType: "00" },
} as const;

/** An answer's own number and time, for what comes after it. */
export function sameNumber({ orderId = "", txnTime = "" }: Said): Said {
  return { orderId, txnTime };
}

export async function codeOf(answer: Promise<Said>): Promise<string> {
  return (await answer)["respCode"] ?? "none";
}
