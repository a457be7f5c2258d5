import { isolated } from "../../core/text/isolated.ts";

export const overviewZh = {
  /** From Sunday on. */
  weekdays: ["日", "一", "二", "三", "四", "五", "六"],
  needsYou: "要你处理",
  nothingNeedsYou: "现在没有要你处理的事。",
  fix: {
    no_endpoint: "添加通知地址",
    endpoint_failing: "看它答了什么",
    endpoint_disabled: "检查后重新启用",
    unclear: "看是哪些",
    no_key: "登记公钥",
    key_ends: "换新密钥",
    plan_rejected: "改好再交",
    application_rejected: "改好再交",
    polled_too_often: "看这笔扣款",
    polling_blocked: "看这笔扣款",
  },
  noEndpoint: "还没有通知地址，付款结果不会通知到你的系统。",
  endpointFailing: (host: string, since: string) =>
    `${isolated(host)} 从 ${since} 起收不到通知。我们会继续重试；连续五天失败就停用。`,
  endpointDisabled: (host: string) => `${isolated(host)} 已停用，通知不再发往那里。`,
  unclear: {
    payments: (count: string) => `${count} 笔付款一直没有结果。请不要重新收款，机构会查清。`,
    refunds: (count: string) => `${count} 笔退款一直没有结果。机构会查清。`,
    deductions: (count: string) => `${count} 笔扣款一直没有结果。请不要重新扣款，机构会查清。`,
  },
  noKey: "没有可用的签名密钥，生产请求会被拒绝。",
  keyEnds: (kid: string, at: string) =>
    `最后一把密钥 ${kid} 将在 ${at} 停用，之后请求会被拒绝。请先登记新的。`,
  planRejected: (name: string, reason: string) =>
    `协议模板“${isolated(name)}”没有通过：${isolated(reason)}`,
  applicationRejected: (name: string, reason: string) =>
    `“${isolated(name)}”的进件没有通过：${isolated(reason)}`,
  polledTooOften: (id: string, early: number, blockedAt: number) =>
    `${id} 查得太勤：已提前查询 ${early} 次，到 ${blockedAt} 次会停查 10 分钟。请等 next_poll_at 再查，或等通知。`,
  pollingBlocked: (id: string, until: string) =>
    `${id} 查得太勤，${until} 前停查。结果会通知你，也可以到时再查。`,
  todaysFigures: "今天",
  since: (day: string) => `${day} 00:00 起（UTC+8）`,
  figures: { paid: "已收款", deducted: "免密扣款", refunded: "已退款", net: "净额" },
  counts: {
    paid: (n: number) => `${n} 笔`,
    deducted: (n: number) => `${n} 笔`,
    refunded: (n: number) => `${n} 笔`,
  },
  netHelp: "收款加扣款，减退款",
  plots: "走势",
  paidTitle: "每小时收款",
  outcomesTitle: "每天的结果，14 天",
  deliveriesTitle: "通知用时，24 小时",
  today: (amount: string) => `今天 ${amount}`,
  lastWeek: (weekday: string, amount: string) => `上周${weekday} ${amount}`,
  paidReading: (clock: string, today: string, weekday: string, lastWeek: string) =>
    `今天到 ${clock} 收款 ${today}，上周${weekday}同一时间 ${lastWeek}。`,
  outcomes: {
    paid: (n: number) => `成功 ${n}`,
    failed: (n: number) => `失败 ${n}`,
    unclear: (n: number) => `没有结果 ${n}`,
  },
  outcomesReading: (days: number, paid: number, failed: number, unclear: number) =>
    `${days} 天里成功 ${paid} 笔，失败 ${failed} 笔，没有结果 ${unclear} 笔。`,
  lineLabel: (host: string, ms: number) => `${host} ${ms} 毫秒`,
  lineFailed: (host: string, failed: number) => `${host} 失败 ${failed}`,
  deliveriesReading: (host: string, ms: number, failed: number) =>
    `${host} 最慢一小时 95% 在 ${ms} 毫秒内送到，失败 ${failed} 次。`,
  noDeliveries: "24 小时里没有发出通知。",
  now: "现在",
  table: "看数字",
  download: "下载 CSV",
  columns: {
    hour: "时（UTC+8）",
    today: "今天",
    lastWeek: (weekday: string) => `上周${weekday}`,
    day: "日（UTC+8）",
    paid: "成功",
    failed: "失败",
    unclear: "没有结果",
    endpoint: "地址",
    p95: "95% 在（毫秒）",
    delivered: "送达",
  },
  first: "第一笔",
  firstHelp: {
    test: "三条命令，贴到终端就能跑：问你要密钥，开一张订单，替付款人付掉它。",
    live: "先在测试商户号里试通，再用签名请求收真钱。",
  },
  firstWays: {
    testNumber: "走沙箱，不动真钱，几分钟就能试通。",
    key: "生产商户号用签名请求，先要一把公钥。",
    integrate: "五种语言的程序，已填好你的值，复制就能运行。",
    secretKeys: "密钥只显示过一次；丢了就在这里再生成。",
    docs: "全部接口、字段和错误代码。",
  },
  steps: ["贴入你的密钥（sk_test_…），不会显示", "开一张 ¥68.00 的订单", "付掉它"],
  testNumber: "测试商户号",
  docs: "接口文档",
};

export type OverviewWords = typeof overviewZh;
