import { describe, expect, it } from "vitest";
import { type ClientKind, clientKind } from "../../../core/method/client.ts";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15" +
  " (KHTML, like Gecko) Mobile/15E148";
const ANDROID = "Mozilla/5.0 (Linux; Android 16; HXY-AL00; wv) AppleWebKit/537.36 (KHTML, like" +
  " Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36";
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)" +
  " Chrome/140.0.0.0 Safari/537.36";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like" +
  " Gecko) Version/19.0 Safari/605.1.15";

const agents: readonly (readonly [string, string, ClientKind])[] = [
  [
    "云闪付 on an iPhone",
    `${IPHONE}/sa-sdk-ios (com.unionpay.chsp) (cordova 4.5.4) (updebug 0) (version 938)` +
    " (UnionPay/1.0 CloudPay) (clientVersion 198) (language zh_CN) (upHtml) (walletMode 00)",
    "unionpay_app",
  ],
  [
    "云闪付 on Android",
    `${ANDROID} (com.unionpay.mobilepay) (updebug 0) (UnionPay/1.0 CloudPay) (clientVersion 198)`,
    "unionpay_app",
  ],
  ["云闪付 that says only its standard", `${IPHONE} UnionPay/1.0 CloudPay`, "unionpay_app"],
  ["a small program in 云闪付", `${IPHONE} (com.unionpay.chsp) upApplet`, "unionpay_app"],
  ["a bank's app", `${ANDROID} UnionPay/1.0 ICBCeLife`, "unionpay_wallet"],
  ["another bank's app", `${IPHONE} (UnionPay/2.1 BankApp)`, "unionpay_wallet"],
  ["a bank's app with a long name", `${IPHONE} UnionPay/1.0 CloudPayment`, "unionpay_wallet"],
  [
    "Alipay",
    `${IPHONE} NebulaSDK/1.8 Nebula AliApp(AP/10.6.0) AlipayClient/10.6.0 Language/zh-Hans`,
    "alipay",
  ],
  ["WeChat", `${IPHONE} MicroMessenger/8.0.60(0x18003c2f) NetType/WIFI Language/zh_CN`, "wechat"],
  [
    "a small program in WeChat",
    `${ANDROID} XWEB/1300 MMWEBSDK/20260101 MicroMessenger/8.0.60 miniProgram/wx0123456789abcdef`,
    "wechat",
  ],
  [
    "WeChat at a desk",
    `${WINDOWS} NetType/WIFI MicroMessenger/7.0.20 WindowsWechat(0x63090c33) XWEB/13000`,
    "wechat",
  ],
  ["WeChat on a Mac", `${MAC} MicroMessenger/6.8.0 MacWechat/3.8.10(0x13080a10)`, "wechat"],
  ["DingTalk", `${IPHONE} AliApp(DingTalk/7.6.0) com.laiwang.DingTalk/7.6.0`, "dingtalk"],
  [
    "DingTalk at a desk",
    `${WINDOWS} dingtalk-win/1.0.0 DingTalk(7.6.0) DingTalk/7.6.0`,
    "dingtalk",
  ],
  ["Feishu", `${IPHONE} Lark/7.30.5 LarkLocale/zh_CN ChannelName/Feishu`, "feishu"],
  ["Feishu by its own name", `${ANDROID} Feishu/7.30.5`, "feishu"],
  ["an iPhone", `${IPHONE} Version/19.1 Safari/604.1`, "phone"],
  ["an Android phone", ANDROID, "phone"],
  [
    "a HarmonyOS phone",
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko)" +
    " Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile",
    "phone",
  ],
  ["an iPad that says so", "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) Safari/604.1", "phone"],
  [
    "an Android tablet",
    "Mozilla/5.0 (Linux; Android 16; TAB-W09) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
    "phone",
  ],
  ["Windows", WINDOWS, "desktop"],
  ["a Mac, or an iPad that calls itself one", MAC, "desktop"],
  ["Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "desktop"],
  ["a program", "curl/8.15.0", "desktop"],
  ["nothing", "", "desktop"],
  ["an advertisement for 云闪付", `${WINDOWS} NotUnionPay/x CloudPay`, "desktop"],
];

describe("clientKind", () => {
  it.each(agents)("knows %s", (_, agent, kind) => {
    expect(clientKind(agent)).toBe(kind);
  });

  it("treats a browser that says nothing as a desktop", () => {
    expect(clientKind(undefined)).toBe("desktop");
  });

  it("reads no more of an agent than any client needs", () => {
    expect(clientKind(`${"x".repeat(100_000)} MicroMessenger/8.0`)).toBe("desktop");
  });
});
