/** What a Worker can hold, read twice and match within a request; larger files come in by command. */
export const UPLOAD_BYTES_MAX = 8 * 1024 * 1024;
