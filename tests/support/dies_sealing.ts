import process from "node:process";

/** Loaded before the `main.ts` of a process of its own, which is killed as it seals for the nth time. */
let left = Number(process.env["DIES_SEALING"]);

const { encrypt } = SubtleCrypto.prototype;
Object.assign(SubtleCrypto.prototype, {
  encrypt(this: SubtleCrypto, how: AesGcmParams, key: CryptoKey, data: BufferSource) {
    if (--left === 0) process.kill(process.pid, "SIGKILL");
    return encrypt.call(this, how, key, data);
  },
});
