const SECRET_BYTES = 32;

/** A new entry for SECRETS: `id:base64` of 32 random bytes. */
export function newSecret(id: string): string {
  return `${id}:${crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toBase64()}`;
}

/** One named by its day, to be replaced within a year of it. */
export function yearlySecret(now: Date): string {
  const inAYear = new Date(now);
  inAYear.setUTCFullYear(now.getUTCFullYear() + 1);
  return `${newSecret(dayOf(now))}:${dayOf(inAYear)}`;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
