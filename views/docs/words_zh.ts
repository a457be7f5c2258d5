import type { GuideName } from "./library.ts";

const guideTitles: Readonly<Record<GuideName, string>> = {
  authentication: "身份验证",
  webhooks: "Webhook 通知",
  sandbox: "沙盒",
  lists: "列表与翻页",
  links: "固定收款链接与印刷码",
  real_phones: "用真手机试标签和通行密钥",
  screens: "店内屏与收银台",
  transfers: "对公转账",
  codes: "动态码",
  clients: "付款客户端",
  wallet_balance: "钱包 App 余额",
  embedding: "嵌入网页",
  plans: "协议模板",
  signing: "签约",
  contracts: "签约协议",
  deductions: "免密扣款",
  arrears: "欠款",
  receipts: "凭证",
  merchants: "商户号",
  states: "状态",
  glossary: "术语表",
  staff: "员工",
  audit: "审计链",
};

export const docsZh = {
  title: "商户接口",
  begin: "开始",
  guides: "指南",
  reference: "接口",
  firstPayment: "第一笔付款",
  signedRequests: "签名的请求",
  eventTypes: "事件类型",
  guideTitles,
  contents: "目录",
  previous: "上一篇",
  next: "下一篇",
  search: "搜索",
  searchFor: "字段、代码…",
  exampleIn: "示例语言",
  runAs: (file: string) => `存为 ${file}，运行`,
  needs: "需要",

  intro: "HTTPS 上的 JSON。金额以分为单位（整数），时间为 RFC 3339（UTC）。接口地址：",
  document: "OpenAPI 3.1 文档",
  firstRequest: "1 第一个请求",
  answer: "2 应答",
  nextStep: "3 下一步",
  openCheckout: "在浏览器里打开 checkout_url 付款。测试环境不动真钱。",
  orPay: "也可以用程序替消费者付款：",
  keyIsYours: "这里的密钥属于演示商户，可以直接使用。",
  keyIsPlaceholder: "请把 sk_test_… 换成自己的测试密钥。",
  hear: "4 收到通知",
  hearText:
    "登记一个接收地址，付款成功后我们会把 order.paid 发到那里。应答里的 secret 只出现一次，请保存好：",
  hearMore: "怎样接收并验证通知",
  live: "5 正式上线",
  liveText:
    "生产环境的每个请求都要签名，测试环境也接受签名。请先在测试环境试好，再换成生产商户号的密钥。",
  repeating: "重复请求",
  repeatingText:
    "每次写入都带有商户自己的编号。同一编号、同样内容，得到同一结果（200 而不是 201）；同一编号、不同内容，会被拒绝（409）。" +
    "所以连接中断或收到 5xx 后，原样再发一次即可。",
  allCodes: "错误代码一览",
  allCodesText: "错误应答里的 type 指向这里。点代码看说明。",

  signedText:
    "签名是对原始报文体的分离式 JWS，放在 Countersign-Signature 请求头里。对签名请求的每个应答也有我方签名：" +
    "只有签名正确，而且 req 和 status 与你发出和收到的一致，才可以相信。",
  newKey: "1 生成密钥并登记公钥",
  newKeyText: "私钥留在 private_key.pem 里，不要离开你的服务器。应答里的 kid 用在每次签名中。",
  signedRequest: "2 发送签名的请求",
  choose: "接口",
  show: "显示",
  moreAbout: "全部规则：",

  object: "对象",
  query: "查询参数",
  body: "报文体",
  example: "示例",
  sameSigned: "同一请求，用签名发送",
  answers: "应答",
  answerExample: (status: number) => `应答示例（${status}）`,
  mayRefuse: (count: number) => `可能的错误（${count}）`,
  characters: "个字符",
  required: "必填",
  optional: "可选",

  problems: "错误代码",
  problemsText:
    "拒绝以 application/problem+json 返回，含 type、title、status、code、detail 和相关事实。请按 code 判断。" +
    "code 为 fields_invalid 时，errors 逐一指出字段。",
  status: (status: number) => `HTTP ${status}`,
  eventsText: "发到你的接收地址的每种通知。data 是当时的对象，sequence 从 1 起连续编号。",
  receive: "接收并验证",
  receiveText: "这个程序接收通知，用 WEBHOOK_SECRET 验证，再回 204。验证用的是收到的原始字节。",
  receiveShell: "这段脚本验证一条已存下的通知。",
  dataIs: "data：",

  englishOnly: "这篇指南目前只有英文。",
  found: (query: string, count: number) => `“${query}”：找到 ${count} 处`,
  foundMany: (query: string, shown: number) => `“${query}”：只列出前 ${shown} 处，请写得更具体`,
  nothingFound: (query: string) =>
    `没有找到“${query}”。试试字段名、错误代码或接口路径，例如 refund、order_not_open。`,
  searchWhat: "输入字段名、错误代码、事件类型、接口路径，或者任何词。",
  kinds: {
    guide: "指南",
    operation: "接口",
    object: "对象",
    field: "字段",
    problem: "错误代码",
    event: "事件",
  },
};

type Copy<T> = {
  readonly [K in keyof T]: T[K] extends string ? string
    : T[K] extends object
      ? T[K] extends (...given: infer A) => string ? (...given: A) => string : Copy<T[K]>
    : T[K];
};
export type DocsWords = Copy<typeof docsZh>;
