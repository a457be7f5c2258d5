/** What a program wrote, but for what Deno adds while another one looks after the same `node_modules`. */
export function saidBy(stderr: Uint8Array): string {
  return new TextDecoder().decode(stderr).replace(
    /^.*waiting for file lock on node_modules.*\n/gm,
    "",
  );
}
