// Hosts and ports as every parser of URLs reads them, for patterns that the reference publishes.

// Letters of scripts in which any row of letters makes a name; other scripts are written as `xn--…`.
const LETTER = "A-Za-z\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fa5\\uac00-\\ud7a3";
const LABEL = `[0-9${LETTER}](?:[0-9${LETTER}_-]{0,61}[0-9${LETTER}])?`;
// A name that ends with a number would be read as an address.
const NAME = `(?:${LABEL}\\.)*[${LETTER}](?:[0-9${LETTER}-]{0,61}[0-9${LETTER}])?`;
const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const V4 = `${OCTET}(?:\\.${OCTET}){3}`;
const PIECE = "[0-9A-Fa-f]{1,4}";
const V6 = `\\[(?:::1|(?:${PIECE}:){7}${PIECE}|(?:${PIECE}:){1,6}:${PIECE})\\]`;
const PORT =
  "(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

// What RFC 3986 allows, what browsers send as it is, and the letters above; anything else is written with `%`.
const REST = `[!"$-\\[\\]-~\\u00c0-\\u024f${LETTER.slice("A-Za-z".length)}]*`;

/** A whole `http` or `https` URL with a plain host; no user info, no fragment, nothing that cannot be seen. */
export const PLAIN_URL =
  `^[Hh][Tt][Tt][Pp][Ss]?://(?:${NAME}|${V4}|${V6})(?::${PORT})?(?:[/?]${REST})?$`;

// Written as browsers write it, and as a content security policy can: no other letters, no address in brackets.
const SMALL_NAME = "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?";

/** An origin in the form browsers use: small letters, and a port only where it is not the scheme's own. */
export function originPattern(allowHttp: boolean): string {
  const host = `(?:${SMALL_NAME}|${V4})`;
  const https = `https://${host}(?::(?!443$)${PORT})?`;
  return allowHttp ? `^(?:${https}|http://${host}(?::(?!80$)${PORT})?)$` : `^${https}$`;
}
