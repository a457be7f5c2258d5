/** What routes say of themselves, by the English text: a text that is reworded there is missed here by a test. */
export const operationsZh: Readonly<Record<string, string>> = {
  // Resources.
  Orders: "订单",
  Payments: "支付",
  Refunds: "退货",
  Merchants: "商户号",
  Keys: "密钥",
  Webhooks: "通知地址",
  Embedding: "嵌入",
  Events: "事件",
  Deductions: "免密扣款",
  Arrears: "欠款",
  Disputes: "交易争议",
  Plans: "协议模板",
  Signings: "签约",
  Contracts: "签约协议",
  Links: "固定收款链接",
  Screens: "店内屏",
  Statements: "对账单",
  "Test helpers": "测试助手",

  // What each operation does.
  "Add a screen for a till": "为收银台添加一块屏",
  "Add a webhook endpoint": "登记通知地址",
  "Apply for an app ID of your own": "申请自己的应用编号",
  "Apply for a plan, or for a change to one": "申请协议模板，或申请变更",
  "Ask a consumer to sign a plan": "请消费者签约",
  "Change a merchant number below yours": "修改下级商户号",
  "Change a webhook endpoint, or disable and enable it": "修改、停用或启用通知地址",
  "Charge a contract": "按签约协议扣款",
  "Configure UnionPay's script on a page of your own inside its app":
    "在云闪付内你自己的页面上配置 upsdk",
  "Close an open order": "关闭未付的订单",
  "Create a link that can be paid many times": "创建可多次付款的链接",
  "Create an order": "创建订单",
  "Delete a webhook endpoint": "删除通知地址",
  "End a contract": "解约",
  "End a contract as its consumer would, in the app": "像消费者在 App 里那样解约",
  "Get a contract, with what has been charged on it today": "查询签约协议，含今日已扣金额",
  "Get a deduction": "查询扣款",
  "Get a key": "查询密钥",
  "Get a link": "查询链接",
  "Get a payment: one attempt to pay an order": "查询一次支付",
  "Get a plan": "查询协议模板",
  "Get a refund": "查询退货",
  "Get a screen": "查询店内屏",
  "Get a signing": "查询签约",
  "Get a webhook endpoint": "查询通知地址",
  "Get the statement of a day, or one of its files": "取得一天的对账单，或其中一个文件",
  "Get an application for a live number": "查询生产商户号的进件",
  "Get an application for an app ID": "查询应用编号的申请",
  "Get an event and its webhook deliveries": "查询事件及其投递",
  "Get an order": "查询订单",
  "Get the pages that may embed your checkouts": "查询可以嵌入收银页的网页",
  "Get what the consumer agreed to and every step since": "取得消费者同意的内容和此后的每一步",
  "Get your merchant number or one below it": "查询本商户号或下级商户号",
  "List an order's payments: every attempt to pay it": "列出订单的每次支付",
  "List contracts, or find them by contract code": "列出签约协议，或按商户侧签约号查找",
  "List deductions, or find one by its merchant order number": "列出扣款，或按商户订单号查找",
  "List events": "列出事件",
  "List orders, or find one by its merchant order number": "列出订单，或按商户订单号查找",
  "List refunds, of orders and of deductions": "列出订单和扣款的退货",
  "List signings, or find them by contract code": "列出签约，或按商户侧签约号查找",
  "List the merchant numbers below yours, at any depth": "列出各级下级商户号",
  "Accept a dispute and refund it": "接受争议并退款",
  "Contest a dispute": "答辩",
  "Get a dispute": "查询争议",
  "List disputes, of orders and of deductions": "列出订单和扣款的争议",
  "Gives your reasons, once; the consumer and the institution read them. An `open` dispute becomes `contested`: the consumer can accept your answer or take it to the institution.":
    "写明理由，只能写一次，消费者和机构都会看到。`open` 的争议变为 `contested`：消费者可以接受答复，也可以交给机构处理。",
  "Refunds what is left of the disputed amount in the same step, so that it goes back once, whatever other refund is requested at the same time. Accepting again changes nothing.":
    "同一步退回争议金额中还未退的部分；无论同时有什么别的退货，钱只退一次。重复接受不产生变化。",
  "A page of disputes.": "一页争议。",
  "The dispute.": "争议。",
  "List your applications for live numbers, each in its latest version":
    "列出生产商户号的进件，各取最新一版",
  "List your keys, newest first": "列出密钥，新的在前",
  "List your links": "列出链接",
  "List your plans, each in its latest version": "列出协议模板，各取最新一版",
  "List your screens": "列出店内屏",
  "List your webhook endpoints": "列出通知地址",
  "Move this merchant's clock": "拨动本商户的时钟",
  "Notify the consumer of an upcoming charge": "扣款前提醒消费者",
  "Open a merchant number below yours": "开立下级商户号",
  "Pause or resume a link": "暂停或恢复链接",
  "Pay an order as a consumer would": "像消费者那样付款",
  "Refund a deduction, in full or in part": "退回扣款，全部或部分",
  "Start a payment without our page: in your app, by your screen or your till":
    "不经过我们的页面发起支付：在你的 App 里、用你的屏幕或收银台",
  "Refund a paid order, in full or in part": "退回已付的订单，全部或部分",
  "Register a public key": "登记公钥",
  "Resend an event's webhooks": "重发事件的通知",
  "Revoke a key": "吊销密钥",
  "Rotate an endpoint's secret": "更换通知地址的密钥",
  "Send a test webhook to this endpoint only": "只向这个地址发一条测试通知",
  "Set the pages that may embed your checkouts": "设置可以嵌入收银页的网页",
  "Sign, or decline, as a consumer inside the app would": "像消费者在 App 里那样签约或拒绝",
  "Unpair a screen": "解除屏的配对",

  // And how.
  "A periodic plan can be charged only after this. One deduction of at most this amount is allowed from `chargeable_from` (at least 24 hours later unless the operator set another period) and for thirty days after that. Repeating the request before then returns the same message and sends nothing.":
    "周期性协议必须先提醒才能扣款。从 `chargeable_from` 起（至少 24 小时后，机构另有设定的除外）三十天内，可以扣一笔不超过此金额的款。在此之前重复请求，返回同一条提醒，不再发送。",
  "A sandbox person signs in, reads the code on their phone, provides what the plan requires, and agrees.":
    "由一位沙盒人物进入，读取手机上的验证码，提供模板所要求的内容，然后同意。",
  "A test number is opened at once, and the answer has its first secret key, which is shown only then. A live number is applied for: the operator decides, and the answer is the application. With a `reference`, repeating the request returns the same child or application; after a rejection, the next form is the application's next version.":
    "测试商户号立即开立，应答里有它的第一把密钥，只出现这一次。生产商户号须进件：由机构审核，应答是进件。带 `reference` 时，重复请求返回同一个下级或同一份进件；被拒绝后再提交的，是进件的下一版。",
  "Each as a delivery of its own with the same `webhook-id`; the earlier ones stay as they were. Where one is still being retried, no other is made: its next attempt comes at once.":
    "每次都是新的投递，`webhook-id` 不变；先前的投递保持原样。仍在重试的，不另建投递，下一次尝试立即进行。",
  "For a number that shares the app of the one above it, or whose own has no cooperation agreement yet. A test number gets it at once; for a live one the operator decides. Repeating the request returns the same application; after a rejection, the next form under the `reference` is its next version.":
    "适用于与上级共用应用的商户号，或自己的应用还没有合作协议的商户号。测试商户号立即得到；生产商户号由机构审核。重复请求返回同一份申请；被拒绝后，同一 `reference` 再提交的，是它的下一版。",
  "Before `next_poll_at` the response stays the same. If you keep polling one ID you get 429 with `Retry-After`, then that ID is blocked for ten minutes.":
    "`next_poll_at` 之前应答不变。对同一个 ID 查得过勤，会得到 429 和 `Retry-After`，再继续则该 ID 停查十分钟。",
  "By the rules of an order's refunds: the total never exceeds what was charged, even with concurrent requests, and the result comes by webhook. What is refunded still counts against the day's limit it was charged under.":
    "规则同订单退货：即使并发请求，合计也不超过已扣金额；结果由通知告知。退回的金额仍计入扣款当日的限额。",
  "Deliveries to your own endpoints; those of a child or a parent are theirs. A parent can get its children's events.":
    "只含发往你自己地址的投递；下级和上级的投递归它们自己。上级可以查询下级的事件。",
  "Everything due by then (expiry, queries, late money) happens before the response.":
    "到那时为止该发生的一切（过期、查询、迟到的款项），都在应答之前完成。",
  "Exact origins, such as `https://shop.example`, with no path or wildcard. The list replaces the previous one. Browsers refuse to show a checkout inside any other page.":
    "填写准确的来源，例如 `https://shop.example`，不带路径和通配符。新列表取代旧列表。其他网页嵌入收银页会被浏览器拒绝。",
  "From the next request on, its signatures are refused. This can't be undone.":
    "从下一个请求起，它的签名不再有效。此操作无法撤销。",
  "Asked for again while it is on its way, `app_control` and `screen_code` return the same payment. The result comes by webhook.":
    "在途时再次请求，`app_control` 和 `screen_code` 返回同一次支付。结果由通知送达。",
  "It can no longer be paid. A payment already on its way is named in `payment_in_flight`; if it succeeds, its money is sent back.":
    "此后不能再付。已在途中的支付见 `payment_in_flight`；如果成功，款项会退回。",
  "It ends at the simulated bank, whose notice is recorded before the response. Ending it again changes nothing.":
    "在模拟银行解约，银行的通知在应答之前记录。重复解约不改变什么。",
  "It has a page, a printable code, a poster and an NFC tag. Each payment is an order of its own with the link's `link_id`, and sends webhooks like every order.":
    "它有一个页面、一个可印刷的码、一张海报和一个 NFC 标签。每次付款都是一个单独的订单，带这个链接的 `link_id`，通知与普通订单相同。",
  "It shows nothing from then on. This can't be undone; a new screen gets a new pairing code.":
    "此后它不再显示任何内容。此操作无法撤销；新屏使用新的配对码。",
  "Newest first, paged with `before`; with `after`, oldest first, and `after=` starts from the oldest. `next` is the ID to pass for the following page, null at the end; `resume_after` is the one to pass as `after`, now or later, to get what has been added since.":
    "新的在前，用 `before` 翻页；用 `after` 则旧的在前，`after=` 从最旧的开始。`next` 是下一页要传的 ID，到底为 null；`resume_after` 现在或以后作为 `after` 传入，即得到此后新增的内容。",
  "Newest first, paged with `before`; with `after`, oldest first, and `after=` starts from the oldest. `next` is the ID to pass for the following page, null at the end; `resume_after` is the one to pass as `after`, now or later, to get what has been added since. A list is not a poll: it neither counts nor is blocked.":
    "新的在前，用 `before` 翻页；用 `after` 则旧的在前，`after=` 从最旧的开始。`next` 是下一页要传的 ID，到底为 null；`resume_after` 现在或以后作为 `after` 传入，即得到此后新增的内容。列表不算轮询：不计次，也不会停查。",
  "Newest first, paged with `before`; with `after`, oldest first, and `after=` starts from the oldest. `next` is the ID to pass for the following page, null at the end; `resume_after` is the one to pass as `after`, now or later, to get what has been added since. A parent's list has its children's events, at any depth.":
    "新的在前，用 `before` 翻页；用 `after` 则旧的在前，`after=` 从最旧的开始。`next` 是下一页要传的 ID，到底为 null；`resume_after` 现在或以后作为 `after` 传入，即得到此后新增的内容。上级的列表含各级下级的事件。",
  "When your number moves to another channel, each contract stays where it was signed, and is charged and ended there, until its consumer signs again by its `sign_again_url`. One that ends in another way counts no more.":
    "商户号换渠道后，每份协议留在签约的渠道，在那里扣款和解约，直到用户用 `sign_again_url` 重新签约。以别的方式结束的不再计入。",
  "The link before ends at once, wherever it was sent; `sign_again_url` is the new one. For a link that went to the wrong person.":
    "原来的链接马上失效，无论发给了谁；`sign_again_url` 是新的。用于链接发错了人。",
  "Pass the answer to `upsdk.config` as `appId`, `nonceStr`, `timestamp` and `signature`, then a `tn` to `upsdk.pay`: `POST /v1/orders/{order_id}/payments` with the flow `app_control` returns it. The script's own word proves nothing; the order does.":
    "把应答作为 `appId`、`nonceStr`、`timestamp`、`signature` 传给 `upsdk.config`，再把 `tn` 传给 `upsdk.pay`：`tn` 由 `POST /v1/orders/{order_id}/payments`（`flow` 为 `app_control`）返回。脚本自己的回调不能证明什么，以订单为准。",
  "The progress.": "进度。",
  "The configuration.": "配置。",
  "Replace the link to sign a contract again": "更换重新签约的链接",
  "See how many contracts have been signed again": "查询有多少份协议已重新签约",
  "Once this call returns, nothing can be charged. `terminating` means the channel has not confirmed yet; we keep asking until it does, then send `contract.terminated`. Ending it again changes nothing.":
    "应答返回后即不能再扣款。`terminating` 表示渠道尚未确认；我们会一直询问到确认为止，然后发送 `contract.terminated`。重复解约不改变什么。",
  "Only the given fields change. Disabling it cancels the deliveries due to it.":
    "只改给出的字段。停用会取消发往它的待发投递。",
  "Open `screen_url` on it and enter the pairing code within ten minutes. From then on it shows the code of each order this merchant number opens, and its result.":
    "在屏上打开 `screen_url`，十分钟内输入配对码。此后它显示本商户号每个新订单的码和结果。",
  "Orders already opened from it are not affected.": "已由它开出的订单不受影响。",
  "Returns a sign page, a deep link into the app and a page for a screen; it stays open for 30 minutes. The same request under the same `contract_code`, while it is open, returns the same signing. A consumer who has already signed this plan keeps that contract.":
    "返回签约页、打开 App 的链接和供屏显示的页面，30 分钟内有效。有效期内用同一 `contract_code` 重复同一请求，返回同一次签约。已签过这个模板的消费者保留原协议。",
  "Several keys can be active at once, so a new one can take over before the old one retires. Registering the same key with the same dates again returns the first registration. A key that anybody could sign for is refused with `weak_key`.":
    "可以同时有几把有效的密钥，新的先接替，旧的再退役。同一密钥同样日期再次登记，返回首次登记的结果。人人都能伪造签名的密钥会以 `weak_key` 拒绝。",
  "The operator decides, and you get `plan.approved` or `plan.rejected`. A change is the plan's next version: the approved version stays in force until the change is approved, and contracts keep the version they signed.":
    "由机构审核，结果是 `plan.approved` 或 `plan.rejected`。变更是模板的下一版：批准之前仍用已批准的版本，已签的协议保持签约时的版本。",
  "The response confirms that the charge is recorded and gives what is left of today's limit; the result comes by webhook. Repeating the request under the same number returns the same deduction; while it is processing, that counts as polling it.":
    "应答确认扣款已记录，并给出今日剩余限额；结果由通知告知。同一编号重复请求返回同一笔扣款；处理中时，这算一次查询。",
  "The secret is shown in this response and never again.": "密钥只在这个应答里出现一次。",
  "The total never exceeds what was paid, even with concurrent requests. The result comes by webhook.":
    "即使并发请求，合计也不超过已付金额。结果由通知告知。",
  "This can't be undone. Deliveries due to it are cancelled; the events stay listed.":
    "此操作无法撤销。发往它的待发投递会取消，事件仍可查询。",
  "Until the overlap ends, every webhook carries signatures by both secrets, so you miss nothing.":
    "重叠期内，每条通知都带新旧两把密钥的签名，不会漏收。",
  "What is omitted stays as it is; a list replaces the previous one. Name and products of a live number are changed by the operator.":
    "未给出的保持不变；列表取代原列表。生产商户号的名称和产品由机构修改。",
  "Your own number makes retries safe: the same content returns the same order; different content is refused.":
    "有了你自己的编号，重试就是安全的：内容相同返回同一订单，内容不同则被拒绝。",
  "`evidence` is a JWS that anyone can verify with the public keys; the steps are a hash chain that starts with it. With `Accept: application/jose` the response is the JWS alone.":
    "`evidence` 是任何人都能用公钥验证的 JWS；此后每一步构成以它开头的哈希链。带 `Accept: application/jose` 时，应答只有 JWS。",
  "`unclear`: no answer comes, and a later call decides. `late`: paid in time, but the answer arrives after the order has ended.":
    "`unclear`：没有答复，由后一次调用决定。`late`：按时付了，但答复在订单结束后才到。",

  // Answers.
  "A page of applications.": "一页进件。",
  "A page of contracts.": "一页签约协议。",
  "A page of deductions.": "一页扣款。",
  "A page of events.": "一页事件。",
  "A page of links.": "一页链接。",
  "A page of merchant numbers.": "一页商户号。",
  "A page of orders.": "一页订单。",
  "A page of payments.": "一页支付。",
  "A page of plans.": "一页协议模板。",
  "A page of refunds.": "一页退货。",
  "A page of signings.": "一页签约。",
  "All endpoints, on one page.": "全部通知地址，一页列完。",
  "All keys, on one page.": "全部密钥，一页列完。",
  "All screens not unpaired, on one page.": "全部未解除配对的屏，一页列完。",
  "Deleted.": "已删除。",
  "Its latest version.": "最新一版。",
  "The application; of a test number approved.": "申请；测试商户号的已通过。",
  "The application for a live number.": "生产商户号的进件。",
  "The charge is recorded and under way.": "扣款已记录，正在进行。",
  "The child already opened under this reference.": "已用此 reference 开立的下级。",
  "The contract afterwards.": "操作后的签约协议。",
  "The contract.": "签约协议。",
  "The current origins.": "当前的来源。",
  "The deduction.": "扣款。",
  "The delivery, queued.": "投递，已排队。",
  "The endpoint, with its secret.": "通知地址及其密钥。",
  "The endpoint.": "通知地址。",
  "The event.": "事件。",
  "The evidence.": "证据。",
  "Get how the card that a contract charges stands": "查询协议所扣的卡的状态",
  "As the channel has told us; a channel that tells nothing of cards leaves it unknown. The `card.…` webhooks tell when it changes.":
    "以渠道所告知的为准；不告知卡状态的渠道，查不到。变化时有 `card.…` 通知。",
  "The card.": "卡。",
  "Bind a card on a device as its holder would": "像持卡人那样在设备上绑卡",
  "The token service tells the portal before the response. The same card bound again on the same device gets a new token, and the old one is gone.":
    "应答之前，标记服务已告知门户。同一张卡在同一台设备上再绑，会有新的标记，原来的失效。",
  "The device card.": "设备卡。",
  "Let something happen to a card, a device or a device card": "让卡、设备或设备卡发生一件事",
  "`card_…` is about the card wherever it is, `device_…`, `signed_out`, `passcode_removed` and `fingerprint_removed` about all on the device, `issuer_…` and `holder_…` about the card on that device; `issuer_updated` is about the card. The portal is told before the response.":
    "`card_…` 关于这张卡，不论在哪台设备；`device_…`、`signed_out`、`passcode_removed`、`fingerprint_removed` 关于设备上的所有卡；`issuer_…`、`holder_…` 关于这台设备上的这张卡；`issuer_updated` 关于这张卡。应答之前，门户已得知。",
  "That it happened.": "已发生。",
  "The existing deduction.": "已有的扣款。",
  "The existing order.": "已有的订单。",
  "The existing refund.": "已有的退货。",
  "The existing signing.": "已有的签约。",
  "The key already registered.": "已登记的密钥。",
  "The key.": "密钥。",
  "The link.": "链接。",
  "The merchant number afterwards.": "操作后的商户号。",
  "The merchant number.": "商户号。",
  "The merchant's time.": "商户的时间。",
  "The message already sent.": "已发过的提醒。",
  "The message was sent.": "提醒已发送。",
  "The new merchant number.": "新的商户号。",
  "The order afterwards.": "操作后的订单。",
  "The order.": "订单。",
  "The same payment again.": "仍是同一次支付。",
  "The payment.": "支付。",
  "The plan.": "协议模板。",
  "The refund.": "退货。",
  "The same application, already under review.": "同一份申请，正在审核。",
  "The newest delivery to each endpoint, queued.": "发往每个地址的最新投递，已排队。",
  "The screen, unpaired.": "屏，已解除配对。",
  "The screen, with its pairing code.": "屏及其配对码。",
  "The screen.": "屏。",
  "The signing afterwards.": "操作后的签约。",
  "The signing.": "签约。",
  "Once issued it never changes. A file of up to 8 MiB carries a detached JWS over its bytes in `Countersign-Signature`; of any file the SHA-256 is in the manifest.":
    "出了就不再改。不超过 8 MiB 的文件在 `Countersign-Signature` 里带对全部字节的分离式 JWS；每个文件的 SHA-256 都在签名清单里。",
  "The statement.": "对账单。",
  "List what is owed, or what was owed for a charge": "列出欠款，或一笔扣款的欠款",
  "A page of arrears.": "一页欠款。",
  "Get an arrear": "查询一笔欠款",
  "The arrear.": "欠款。",
  "Waive an arrear": "免除一笔欠款",
  "Nobody tries it again and its consumer no longer owes it. Waiving it again changes nothing.":
    "不再扣，消费者也不再欠。重复免除，没有变化。",
};
