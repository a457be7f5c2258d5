/** Paths of programs, beside the added places: told by path, because clients send `Accept: *\/*`. */
export const apiPaths =
  /^\/(?:v1|notify|\.well-known|openapi\.json|embed\.js|l\/[^/]+\/(?:qr\.svg|poster\.svg|tag\.ndef)|livez|readyz)(?:\/|$)/;
