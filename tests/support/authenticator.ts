import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";

export interface Authenticator {
  create(options: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON>;
  /** With the newest passkey it has made. */
  get(
    options: PublicKeyCredentialRequestOptionsJSON,
    lie?: Lie,
  ): Promise<AuthenticationResponseJSON>;
}

/** What an authenticator in the wrong hands, or a page at another address, would do otherwise. */
export interface Lie {
  /** It only felt a touch. */
  readonly userVerified?: false;
  readonly origin?: string;
  readonly counter?: number;
}

const USER_PRESENT = 1;
const USER_VERIFIED = 4;
const CREDENTIAL_FOLLOWS = 64;
const CREDENTIAL_BYTES = 16;

/** A device with a key in it, as a program: it signs with P-256, counts, and attests nothing. */
export function authenticator(origin: string): Authenticator {
  const rpId = new URL(origin).hostname;
  let keys: CryptoKeyPair;
  let credentialId: Uint8Array<ArrayBuffer>;
  let counter = 0;

  const dataOf = async (flags: number, count: number, credential = new Uint8Array()) => {
    const data = new Uint8Array(37 + credential.length);
    data.set(await sha256(bytes(rpId)));
    data[32] = flags;
    new DataView(data.buffer).setUint32(33, count);
    data.set(credential, 37);
    return data;
  };
  const client = (type: string, challenge: string, from: string) =>
    bytes(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));

  return {
    create: async ({ challenge }) => {
      keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
        "sign",
        "verify",
      ]);
      credentialId = crypto.getRandomValues(new Uint8Array(CREDENTIAL_BYTES));
      const flags = USER_PRESENT | USER_VERIFIED | CREDENTIAL_FOLLOWS;
      const data = await dataOf(flags, counter, await attested(credentialId, keys.publicKey));
      const id = text(credentialId);
      return {
        id,
        rawId: id,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(client("webauthn.create", challenge, origin)),
          attestationObject: text(attestationObject(data)),
          transports: ["internal"],
        },
      };
    },
    get: async ({ challenge }, lie = {}) => {
      counter = lie.counter ?? counter + 1;
      const flags = lie.userVerified === false ? USER_PRESENT : USER_PRESENT | USER_VERIFIED;
      const data = await dataOf(flags, counter);
      const clientData = client("webauthn.get", challenge, lie.origin ?? origin);
      const signed = new Uint8Array([...data, ...await sha256(clientData)]);
      const raw = await crypto.subtle.sign(
        { name: "ECDSA", hash: "SHA-256" },
        keys.privateKey,
        signed,
      );
      const id = text(credentialId);
      return {
        id,
        rawId: id,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(clientData),
          authenticatorData: text(data),
          signature: text(der(new Uint8Array(raw))),
        },
      };
    },
  };
}

/** The part of an authenticator's data that names the credential and its key, as COSE. */
async function attested(id: Uint8Array, publicKey: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", publicKey);
  const cose = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, ...bytesOf(x), 0x22, 0x58, 32];
  return new Uint8Array([...new Uint8Array(16), 0, id.length, ...id, ...cose, ...bytesOf(y)]);
}

/** `{fmt: "none", attStmt: {}, authData}` as CBOR. */
export function attestationObject(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const name = (word: string) => [0x60 + word.length, ...bytes(word)];
  const head = [0xa3, ...name("fmt"), ...name("none"), ...name("attStmt"), 0xa0];
  const length = data.length < 256
    ? [0x58, data.length]
    : [0x59, data.length >> 8, data.length & 0xff];
  return new Uint8Array([...head, ...name("authData"), ...length, ...data]);
}

/** A signature of two 32-byte numbers as ASN.1, which authenticators write. */
function der(raw: Uint8Array): Uint8Array {
  const whole = (part: Uint8Array) => {
    const first = part.findIndex((byte) => byte !== 0);
    const digits = [...part.slice(first)];
    const positive = (digits[0] ?? 0) > 127 ? [0, ...digits] : digits;
    return [2, positive.length, ...positive];
  };
  const both = [...whole(raw.slice(0, 32)), ...whole(raw.slice(32))];
  return new Uint8Array([0x30, both.length, ...both]);
}

async function sha256(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
}

function bytes(word: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(word);
}

function bytesOf(base64url: string): Uint8Array {
  return Uint8Array.fromBase64(base64url, { alphabet: "base64url" });
}

function text(data: Uint8Array): string {
  return data.toBase64({ alphabet: "base64url", omitPadding: true });
}
