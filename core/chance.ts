/** A number from 0 up to 1, in 65,536 steps: so that what began together does not come back together. */
export function chanceOf({ random }: { readonly random: (bytes: number) => Uint8Array }): number {
  const [high = 0, low = 0] = random(2);
  return (high * 256 + low) / 65_536;
}
