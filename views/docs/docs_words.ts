import type { Lang } from "../words.ts";

/** The reference's own copy; the routes describe themselves in English in both languages. */
export interface DocsWords {
  readonly title: string;
  readonly intro: string;
  readonly document: string;
  readonly firstRequest: string;
  readonly answer: string;
  readonly nextStep: string;
  readonly openCheckout: string;
  readonly orPay: string;
  readonly keyIsYours: string;
  readonly keyIsPlaceholder: string;
  readonly contents: string;
  readonly proving: string;
  readonly provingTest: string;
  readonly provingLive: string;
  readonly provingFirstKey: string;
  readonly signExample: string;
  readonly checkExample: string;
  readonly repeating: string;
  readonly repeatingText: string;
  readonly refusalsText: string;
  readonly operations: string;
  readonly objects: string;
  readonly problems: string;
  readonly body: string;
  readonly query: string;
  readonly answers: string;
  readonly mayRefuse: string;
  readonly required: string;
  readonly optional: string;
}

export function docsWords(lang: Lang): DocsWords {
  return lang === "zh" ? zh : en;
}

const en: DocsWords = {
  title: "Merchant API",
  intro: "JSON over HTTPS. Amounts are integers in fen; times are RFC 3339 in UTC. Base URL:",
  document: "OpenAPI 3.1 document",
  firstRequest: "1 First request",
  answer: "2 Response",
  nextStep: "3 Next step",
  openCheckout: "Open checkout_url in a browser and pay. Test mode moves no real money.",
  orPay: "Or pay it from code, as a consumer would:",
  keyIsYours: "This is the demo merchant's key and works as is.",
  keyIsPlaceholder: "Replace sk_test_… with your own test key.",
  contents: "Contents",
  proving: "Authentication",
  provingTest: "In test mode a secret key is enough: Authorization: Bearer sk_test_….",
  provingLive:
    "Every live request must carry a detached JWS over its raw body in the Countersign-Signature header, made with a key you registered: " +
    "EdDSA, ES256 or PS256. iat may be up to 300 seconds old or 10 seconds ahead; each jti is accepted once. Test mode accepts signatures too. " +
    "Every response to a signed request is signed in return, with req and status.",
  provingFirstKey:
    "A live secret key (sk_live_) can only register your first public key. Adding any later key takes a signature.",
  signExample: "Sign a request",
  checkExample: "Verify a response",
  repeating: "Retries and idempotency",
  repeatingText:
    "Every write carries a number of your own. The same number with the same content returns the same result (200 instead of 201); " +
    "with different content it is refused (409). So after a dropped connection or a 5xx, send exactly the same request again.",
  refusalsText:
    "Errors are application/problem+json with type, title, status, code, detail and the relevant facts. Branch on code. " +
    "When code is fields_invalid, errors lists each field.",
  operations: "Endpoints",
  objects: "Objects",
  problems: "Error codes",
  body: "Body",
  query: "Query parameters",
  answers: "Responses",
  mayRefuse: "Possible errors",
  required: "required",
  optional: "optional",
};

const zh: DocsWords = {
  title: "商户接口",
  intro: "HTTPS 上的 JSON。金额以分为单位（整数），时间为 RFC 3339（UTC）。接口地址：",
  document: "OpenAPI 3.1 文档",
  firstRequest: "1 第一个请求",
  answer: "2 应答",
  nextStep: "3 下一步",
  openCheckout: "在浏览器里打开 checkout_url 付款。测试环境不动真钱。",
  orPay: "也可以用程序替消费者付款：",
  keyIsYours: "这里的密钥属于演示商户，可以直接使用。",
  keyIsPlaceholder: "请把 sk_test_… 换成自己的测试密钥。",
  contents: "目录",
  proving: "身份验证",
  provingTest: "测试环境用密钥即可：Authorization: Bearer sk_test_…。",
  provingLive:
    "生产环境的每个请求都要签名：用已登记的公钥对应的私钥（EdDSA、ES256 或 PS256）对原始报文体做分离式 JWS，" +
    "放在 Countersign-Signature 请求头里。iat 最多早 300 秒、晚 10 秒，每个 jti 只能用一次。测试环境也接受签名。" +
    "对签名请求的每个应答都有我方签名，其中含 req 和 status。",
  provingFirstKey: "生产密钥（sk_live_）只能用来登记第一把公钥；以后的公钥须凭签名登记。",
  signExample: "给请求签名",
  checkExample: "验证应答",
  repeating: "重复请求",
  repeatingText:
    "每次写入都带有商户自己的编号。同一编号、同样内容，得到同一结果（200 而不是 201）；同一编号、不同内容，会被拒绝（409）。" +
    "所以连接中断或收到 5xx 后，原样再发一次即可。",
  refusalsText:
    "拒绝以 application/problem+json 返回，含 type、title、status、code、detail 和相关事实。请按 code 判断。" +
    "code 为 fields_invalid 时，errors 逐一指出字段。",
  operations: "接口",
  objects: "对象",
  problems: "拒绝代码",
  body: "报文体",
  query: "查询参数",
  answers: "应答",
  mayRefuse: "可能的拒绝",
  required: "必填",
  optional: "可选",
};
