import type { Lang } from "../../views/words.ts";

export interface Step {
  readonly title: string;
  readonly about: string;
}

interface HomeWords {
  readonly title: string;
  readonly intro: string;
  readonly newOrder: string;
  readonly newSigning: string;
  readonly fromCode: string;
  readonly fromCodeAbout: string;
  readonly merchant: string;
  readonly steps: Readonly<
    Record<
      | "checkout"
      | "screen"
      | "link"
      | "shop"
      | "sign"
      | "wallet"
      | "app"
      | "purse"
      | "inbox"
      | "receiver"
      | "docs",
      Step
    >
  >;
}

const zh: HomeWords = {
  title: "演示",
  intro: "这里没有真钱。青瓷茶舍是演示商户，银行和云闪付由沙箱扮演。照着顺序走一遍：",
  newOrder: "再下一单",
  newSigning: "再签一次",
  fromCode: "用代码试试",
  fromCodeAbout: "用这把测试密钥调用接口；文档里的例子已经填好了它。",
  merchant: "商户号",
  steps: {
    checkout: { title: "付一笔订单", about: "选云闪付、银行卡或账户；页面会等银行的结果。" },
    screen: {
      title: "店里的屏幕",
      about: "同一笔订单，在柜台上扫码付。点一下码，就当手机扫到了。",
    },
    link: { title: "柜台上的静态码", about: "贴在柜台的码：输入金额，付款。" },
    shop: { title: "网店", about: "在茶舍的网店里买，收银台在页面上弹出。" },
    sign: { title: "签约", about: "会员续杯的免密支付：电脑上显示码，在模拟应用里签。" },
    wallet: { title: "我的签约", about: "签过的约和扣款都在这里，一步解约。" },
    app: { title: "模拟的云闪付", about: "扮演银行：付、拒，或迟到。" },
    purse: { title: "模拟的钱包 App", about: "在这里打开订单，就能用余额付。" },
    inbox: { title: "短信", about: "验证码和扣款通知都送到这里。" },
    receiver: { title: "商户收到的通知", about: "看 order.paid 到达，并验签名。" },
    docs: { title: "接口文档", about: "每个接口、每个错误，和可以直接粘贴的例子。" },
  },
};

const en: HomeWords = {
  title: "The demo",
  intro:
    "No real money here. Celadon Teahouse is a made-up merchant; a sandbox plays the bank and the 云闪付 app. Take the tour in this order:",
  newOrder: "Place a new order",
  newSigning: "Start a new signing",
  fromCode: "From code",
  fromCodeAbout: "Call the API with this test key; the examples in the reference already have it.",
  merchant: "Merchant number",
  steps: {
    checkout: {
      title: "Pay an order",
      about: "Choose 云闪付, card or account; the page waits for the bank.",
    },
    screen: {
      title: "A shop's screen",
      about: "The same order, scanned at the counter. Click its code to act as the phone.",
    },
    link: {
      title: "The code on the counter",
      about: "A printed code: enter an amount and pay.",
    },
    shop: {
      title: "The web shop",
      about: "Buy tea where the checkout opens in a dialog on the shop's page.",
    },
    sign: {
      title: "Sign a contract",
      about: "Member refills without a password: a desktop shows a code, the simulated app signs.",
    },
    wallet: {
      title: "My contracts",
      about: "What was signed and charged, each contract with one clear way to end it.",
    },
    app: {
      title: "The simulated app",
      about: "Play the bank: pay, decline, or answer late.",
    },
    purse: {
      title: "The simulated wallet app",
      about: "Open an order from here to pay it out of a balance.",
    },
    inbox: {
      title: "Text messages",
      about: "Codes and messages about charges land here.",
    },
    receiver: {
      title: "The merchant's webhooks",
      about: "Watch order.paid arrive and its signatures being verified.",
    },
    docs: {
      title: "API reference",
      about: "Every call, every error, and examples to paste.",
    },
  },
};

export function homeWords(lang: Lang): HomeWords {
  return lang === "zh" ? zh : en;
}
