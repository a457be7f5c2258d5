/** A block of a PEM text. */
interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array<ArrayBuffer>;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;

/** The blocks of a PEM text in their order. What stands between them is ignored, as `openssl pkcs12` prints much there. */
export function pemBlocks(text: string): readonly PemBlock[] {
  return [...text.matchAll(BLOCK)].flatMap(([, label = "", base64 = ""]) => {
    const der = bytesOf(base64);
    return der === undefined ? [] : [{ label, der }];
  });
}

/** Bytes from base64 in lines, or undefined. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.fromBase64(base64);
  } catch {
    return undefined;
  }
}
