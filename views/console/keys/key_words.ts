import type { MerchantKeyState, Scope } from "../../../core/merchant/merchant_key.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "密钥",
  labels: { state: "状态" },
  states: { active: "可用", retired: "已停用", revoked: "已吊销" } satisfies Readonly<
    Record<MerchantKeyState, string>
  >,
  none: "还没有公钥。登记一把，就能用签名请求；测试商户号也可以用密钥（sk_test_…）。",
  columns: {
    kid: "kid",
    state: "状态",
    alg: "算法",
    notBefore: "生效",
    retires: "停用",
    lastSigned: "上次签名（UTC+8）",
    scopes: "可以签什么",
    addedBy: "谁登记的",
    created: "登记时间",
    jwk: "公钥（JWK）",
  },
  never: "从未",
  noEnd: "不停用",
  by: { staff: "员工", key: "签名请求", secret_key: "密钥请求", operator: "机构" },
  scopes: { create: "下单", sign: "签约", charge: "扣款", refund: "退款" } satisfies Readonly<
    Record<Scope, string>
  >,
  all: "全部",
  add: "登记公钥",
  addHelp: {
    test: "立即登记。",
    live: "生产密钥由两个人登记：你提出，另一个人确认后生效。",
  },
  makeOne: "怎样生成",
  makeOneHelp: (file: string) =>
    `在你的服务器上运行。私钥写进 ${file}，不要离开服务器；最后打印的一行就是要粘贴的公钥。`,
  rotateTitle: "更换密钥",
  rotateHelp: "先登记新的，再让旧的到期停用。中间两把都能签，程序换用新密钥期间没有请求会失败。",
  rotateSteps: [
    "生成新的密钥对，把公钥贴在下面。",
    "登记后，让程序用新的 kid 签名。",
    "到停用时间，旧密钥自动失效。",
  ],
  notBefore: "从何时起有效（UTC+8）",
  notBeforeHint: "不填就是马上。",
  retireAt: "何时停用（UTC+8）",
  retireAtHint: "不填就一直有效。",
  oldRetireAt: "旧密钥何时停用（UTC+8）",
  oldRetireAtHint: (kid: string) => `${kid} 用到这时。留够换程序的时间。`,
  scopesHint: "只勾需要的。查询不用勾；改设置的密钥要全选。",
  register: "登记",
  propose: "提出登记",
  problems: {
    jwk: "这不是可用的公钥。请粘贴一个完整的公钥 JWK，不含私钥部分。",
    scopes: "请至少选一项。",
    not_before: "请填完整的时间。",
    retire_at: "请填完整的时间。",
    old_retire_at: "请填完整的时间。",
    key_dates_wrong: "日期不成立：停用要晚于生效和现在；旧密钥不能先于新密钥生效就停用。",
    key_already_registered: "这个公钥登记过。请生成新的密钥对。",
    keys_too_many: "可用的密钥已经太多。请先停用或吊销一把。",
    key_not_found: "要代替的密钥已经不在用。",
    merchant_not_found: "这个商户号已经关闭。",
  },
  retire: "停用时间",
  retireHelp: "到时自动失效，之前一直能签。清空就不停用。",
  setRetirement: "保存",
  rotate: "更换",
  revoke: "吊销",
  revokeTitle: "吊销密钥",
  revokeHelp: "从下一个请求起，它的签名一律拒绝，不能恢复。私钥泄露时用；平时请用“更换”。",
  revokeLast: "这是最后一把可用的密钥。吊销后，签名请求都会被拒绝。",
  keep: "保留",
  secretTitle: "测试密钥",
  secretHelp: "测试商户号可以用密钥代替签名。新的只显示一次；旧的继续有效，直到吊销。",
  secretNone: "没有可用的密钥。",
  secretMake: "生成新密钥",
  secretMade: "新密钥",
  secretOnce: "只显示这一次，请现在保存。",
  secretRevokeHelp: "从下一个请求起，用它的请求都会被拒绝，不能恢复。",
  secretLive: "生产商户号用签名请求，没有这种密钥。",
  secretProblems: {
    keys_too_many: "密钥已经太多。请先吊销一把。",
    merchant_not_active: "商户号已暂停或关闭。",
  },
};

const en: typeof zh = {
  title: "Keys",
  labels: { state: "State" },
  states: { active: "Active", retired: "Retired", revoked: "Revoked" },
  none:
    "No public keys yet. Register one to sign requests; a test number can also use a secret key (sk_test_…).",
  columns: {
    kid: "kid",
    state: "State",
    alg: "Algorithm",
    notBefore: "Not before",
    retires: "Retires",
    lastSigned: "Last signed (UTC+8)",
    scopes: "May sign for",
    addedBy: "Added by",
    created: "Added",
    jwk: "Public key (JWK)",
  },
  never: "Never",
  noEnd: "Never",
  by: {
    staff: "Staff",
    key: "A signed request",
    secret_key: "A request with a secret key",
    operator: "The institution",
  },
  scopes: { create: "Orders", sign: "Signing", charge: "Charges", refund: "Refunds" },
  all: "Everything",
  add: "Register a key",
  addHelp: {
    test: "It's registered at once.",
    live:
      "Two people register a live key: you propose it, and it counts once another person confirms it.",
  },
  makeOne: "How to make one",
  makeOneHelp: (file) =>
    `Run this on your server. The private key goes into ${file} and never leaves it; the last line it prints is the public key to paste.`,
  rotateTitle: "Rotate a key",
  rotateHelp:
    "Register the new key first, then let the old one retire. Both sign in between, so no request fails while your programs change over.",
  rotateSteps: [
    "Generate a new pair and paste its public key below.",
    "Once it's registered, have your programs sign with the new kid.",
    "At its time, the old key retires by itself.",
  ],
  notBefore: "Valid from (UTC+8)",
  notBeforeHint: "At once, if left empty.",
  retireAt: "Retires (UTC+8)",
  retireAtHint: "Never, if left empty.",
  oldRetireAt: "The old key retires (UTC+8)",
  oldRetireAtHint: (kid) => `${kid} signs until then. Leave time enough to change over.`,
  scopesHint: "Only what it needs. Reading needs none; a key that changes settings needs all.",
  register: "Register",
  propose: "Propose it",
  problems: {
    jwk: "This is no public key we can use. Paste one whole public JWK, without private parts.",
    scopes: "Choose at least one.",
    not_before: "Enter a whole date and time.",
    retire_at: "Enter a whole date and time.",
    old_retire_at: "Enter a whole date and time.",
    key_dates_wrong:
      "These dates don't work: a key retires after it becomes valid and in the future, and the old one not before the new one is valid.",
    key_already_registered: "This key was registered before. Make a new pair.",
    keys_too_many: "There are too many keys in use. Retire or revoke one first.",
    key_not_found: "The key to be replaced is no longer in use.",
    merchant_not_found: "This merchant number is closed.",
  },
  retire: "When it retires",
  retireHelp: "It signs until then and is refused afterwards. Leave it empty and it never retires.",
  setRetirement: "Save",
  rotate: "Rotate",
  revoke: "Revoke",
  revokeTitle: "Revoke the key",
  revokeHelp:
    "From the next request on its signatures are refused, and that can't be undone. It's for a private key that got out; otherwise rotate it.",
  revokeLast: "It's the last active key. Once it's revoked, every signed request is refused.",
  keep: "Keep it",
  secretTitle: "Test secret keys",
  secretHelp:
    "A test number can use a secret key instead of signing. A new one is shown once; those before it go on until you revoke them.",
  secretNone: "There's no secret key in use.",
  secretMake: "Make a new key",
  secretMade: "New secret key",
  secretOnce: "It's shown only now, so save it.",
  secretRevokeHelp: "From the next request on it's refused, and that can't be undone.",
  secretLive: "A live number signs its requests and has no keys of this kind.",
  secretProblems: {
    keys_too_many: "There are too many keys. Revoke one first.",
    merchant_not_active: "The number is suspended or closed.",
  },
};

export type KeyWords = typeof zh;

export function keyWords(lang: Lang): KeyWords {
  return lang === "zh" ? zh : en;
}
