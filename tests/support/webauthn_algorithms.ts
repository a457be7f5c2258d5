import type { AssertionVector } from "./webauthn_vectors.ts";

/** Of the specification's test vectors, those that say the same of themselves in few words [WebAuthn Level 3, 16]. */
interface Told {
  readonly challenge: string;
  readonly publicKey: string;
  readonly flags: string;
  readonly signature: string;
  /** What comes after the origin in the client data. */
  readonly rest?: string;
}

const RP_ID_HASH = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b5";
const COUNTER = "00000000";
const extra = (random: string) =>
  `,"extraData":"clientDataJSON may be extended with additional fields in the future, such as this: ${random}"`;
const same = `,"crossOrigin":false`;

function vector({ challenge, publicKey, flags, signature, rest = same }: Told): AssertionVector {
  const asked = Uint8Array.fromHex(challenge).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });
  const client =
    `{"type":"webauthn.get","challenge":"${asked}","origin":"https://example.org"${rest}}`;
  return {
    challenge,
    publicKey,
    signature,
    authenticatorData: RP_ID_HASH + flags + COUNTER,
    clientDataJSON: new TextEncoder().encode(client).toHex(),
  };
}

const p256 = (x: string, y: string) => `a5010203262001215820${x}225820${y}`;
// Of the two smallest Mersenne primes that are large enough.
const modulus = ((2n ** 1279n - 1n) * (2n ** 2203n - 1n)).toString(16).padStart(872, "0");

/** Whose device had verified its owner: taken. */
export const verifiedVectors = {
  "16.7 ES256 with a packed attestation": vector({
    challenge: "b1106fa46a57bef1781511c0557dc898a03413d5f0f17d244630c194c7e1adb5",
    publicKey: p256(
      "1cf27f25da591208a4239c2e324f104f585525479a29edeedd830f48e77aeae5",
      "59e4b7da6c0106e206ce390c93ab98a15a5ec3887e57f0cc2bece803b920c423",
    ),
    flags: "0d",
    rest: same + extra("AZMwyMxIbD8-uguFNp6r8Q"),
    signature:
      "30450220694969d3ee928de6f02ef23a9c644d7d779916451734a94b432542f498a1ebe90221008b0819c824218a97152cd099c55bfb1477b29d900a49a64018314f9bfccda163",
  }),
};

/** Right in every way, but nobody was asked who they are, or it was inside another site's page: refused. */
export const refusedVectors = {
  "16.3 ES256 with a self attestation, unverified": vector({
    challenge: "4478a10b1352348dd160c1353b0d469b5db19eb91c27f7dfa6fed39fe26af20b",
    publicKey: p256(
      "eb151c8176b225cc651559fecf07af450fd85802046656b34c18f6cf193843c5",
      "927b8aa427a2be1b8834d233a2d34f61f13bfd44119c325d5896e183fee484f2",
    ),
    flags: "09",
    rest: same + extra("gTb53rz6EhSWomXGzimC1Q"),
    signature:
      "304402203310b9431903c401f1be2bdc8d23a4007682dbbddcf846994947b7f465daf84002204e94dd00047b316061b3b99772b7efd95994a83ef584b3b6b825ea3550251b66",
  }),
  "16.5 ES256 under another top origin": vector({
    challenge: "d54a5c8ca4b62a8e3bb321e3b2bc73856f85a10150db2939ac195739eb1ea066",
    publicKey: p256(
      "a1c47c1d82da4ebe82cd72207102b380670701993bc35398ae2e5726427fe01d",
      "86c1080d82987028c7f54ecb1b01185de243b359294a0ed210cd47480f0adc88",
    ),
    flags: "05",
    rest: `,"crossOrigin":true,"topOrigin":"https://example.com"${extra("UiFoJMVRQHDAFWFi4vxUpQ")}`,
    signature:
      "3045022100b5a70c81780d5fcc9a4f2ae9caae99058f8accaf58b91fb59329646c28ac6ffc022012e101c165db3c8e9957f0c54dd6ca9b56bc3bd2f280bd2faa6c1d02c6e5c171",
  }),
  "16.10 RS256, unverified": vector({
    challenge: "295f59f5fa8fe62c5aca9e27626c78c8da376ae6d8cd2dd29aebad601e1bc4c5",
    publicKey: `a4010303390100205901b4${modulus}2143010001`,
    flags: "19",
    signature:
      "01063d52d7c39b4d432fc7063c5d93e582bdcb16889cd71f888d67d880ea730a428498d3bc8e1ee11f2b1ecbe6c292b118c55ffaaddefa8cad0a54dd137c51f1eec673f1bb6c4d1789d6826a222b22d0f585fc901fdc933212e579d199b89d672aa44891333e6a1355536025e82b25590256c3538229b55737083b2f6b9377e49e2472f11952f79fdd0da180b5ffd901b4049a8f081bb40711bef76c62aed943571f2d0575304cb549d68d8892f95086a30f93716aee818f8dc06e96c0d5e0ed4cfa9fd8773d90464b68cf140f7986666ff9c9e3302acd0535d60d769f465e2ab57ef8aabc89fccfef7ba32a64154a8b3d26be2298f470b8cc5377dbe3dfd4b0b45f8f01e63bde6cfc76b62771f9b70aa27cf40152cad93aa5acd784fd4b90f676e2ea828d0bf2400aebbaae4153e5838f537f88b6228346782a93a899be66ec77de45b3efcf311da6321c92e6b0cd11bfe653bf3e98cee8e341f02d67dbb6f9c98d9e8178090cfb5b70fbc6d541599ac794ae2f1d4de1286ec8de8c2daf7b1d15c8438e90d924df5c19045220a4c8438c1b979bbe016cf3d0eeec23c3999d4882cc645b776de930756612cdc6dd398160ff02a6",
  }),
  "16.11 EdDSA, unverified": vector({
    challenge: "895957e01c633a698348a2d8a31a54b7db27e8c1c43b2080d79ae2190267bfd2",
    publicKey:
      "a401010327200621582044e06ddd331c36a8dc667bab52bcae63486c916aa5e339e6acebaa84934bf832",
    flags: "01",
    signature:
      "f5c59c7e46c34f6f8cc197101ddf9934fa2595f68eb1913a637e8419eb9ba4cfdfc48f85393bc0d40b011f0d6fecb097d6607525713223a0dc0d453993dae00b",
  }),
};
