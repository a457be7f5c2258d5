/** The part of workerd's own module that the writer object needs; bundlers leave the import alone. */
declare module "cloudflare:workers" {
  export abstract class DurableObject<Env = unknown> {
    constructor(state: unknown, env: Env);
    protected readonly env: Env;
  }
}
