/** What is said of fields, by the English text. */
export const fieldsZh: Readonly<Record<string, string>> = {
  "A `periodic` plan can be charged only after a message to the consumer.":
    "`periodic`（周期性）协议须先提醒消费者才能扣款。",
  "A bank account; never what somebody pays from.": "银行账户，不是付款账户。",
  "A paused link opens no order.": "暂停的链接不能开单。",
  "A payment already on its way: the consumer may still pay. If it succeeds, its money is sent back and you get `payment.succeeded_late`.":
    "已在途中的支付：消费者仍可能付成。如果成功，款项会退回，你会收到 `payment.succeeded_late`。",
  "A public JWK: Ed25519, P-256, or RSA with 2,048 to 4,096 bits. The key type determines the algorithm.":
    "公钥 JWK：Ed25519、P-256，或 2,048 至 4,096 位的 RSA。算法由密钥类型决定。",
  "After a rejection, the next form is the next version.": "被拒绝后，再提交的是下一版。",
  "An http or https URL, without user name, password and `#`.":
    "http 或 https 地址，不含用户名、密码和 `#`。",
  "As consumers read it.": "消费者看到的名称。",
  "At most what the number above it has.": "不超过上级商户号所有的。",
  "By itself, by a request of yours, or with a range that is sent again.":
    "自动、应你的请求，或随批量重发。",
  "Empty: every type.": "空：所有类型。",
  "Every step, oldest first. Each `hash` is SHA-256 over the previous hash and the step.":
    "每一步，旧的在前。每个 `hash` 是前一个哈希与这一步的 SHA-256。",
  "For a live number, with a `reference`: who it is for. It is examined first.":
    "生产商户号须与 `reference` 一同填写：为谁申请。先审核，后开立。",
  "For a parent: only these merchant numbers. Empty: its own and all its children's.":
    "上级用：只限这些商户号。空：自己和全部下级。",
  "For a parent: only this merchant number's. If omitted: its own and all its children's.":
    "上级用：只限这个商户号的。不填：自己和全部下级的。",
  "For an app id of its own; without it the number shares its parent's.":
    "需要自己的应用编号时填写；不填则与上级共用。",
  "For the channel's control in your own app; only of the flow `app_control`.":
    "供你自己 App 里的渠道控件使用；只有 `app_control` 才有。",
  "From then on nothing can be charged.": "从此不能再扣款。",
  "How long the old secret keeps signing alongside the new one; one day by default.":
    "旧密钥与新密钥一同签名多久；默认一天。",
  "How many days a contract lasts after the day of signing; no end date if omitted.":
    "签约日之后协议有效多少天；不填则没有到期日。",
  "How many days a contract lasts after the day of signing; null: no end date.":
    "签约日之后协议有效多少天；null：没有到期日。",
  "Identifies the consumer within this app only.": "只在这个应用内标识消费者。",
  "If omitted: every enabled endpoint that got the event or subscribes to its type.":
    "不填：收到过该事件或订阅其类型的每个启用中的地址。",
  "Integer, in fen: 100 is ¥1.00.": "整数，单位分：100 即 ¥1.00。",
  "Integer, in fen; at least `per_transaction_limit`.":
    "整数，单位分；不小于 `per_transaction_limit`。",
  "Integer, in fen; if omitted, the consumer enters the amount. A static code accepts at most ¥500 a day per account, and per card at one merchant number.":
    "整数，单位分；不填则由消费者输入金额。静态码每个账户每天最多 ¥500，每张卡在一个商户号也是如此。",
  "Integer, in fen; null: the consumer enters the amount.":
    "整数，单位分；null：由消费者输入金额。",
  "Its first secret key, shown only when the number is opened.": "它的第一把密钥，只在开立时出现。",
  "Masked.": "已掩码。",
  "Money that settled nothing, and the refund that sends it back. Oldest first.":
    "没有结清任何订单的款项，以及把它退回的退货。旧的在前。",
  "Newest first, those before this ID: `next` of the page before.":
    "新的在前，这个 ID 之前的：上一页的 `next`。",
  "Null in webhooks and events.": "通知和事件里为 null。",
  "Null while due: it is waiting for an earlier webhook about the same resource.":
    "待发时为 null：在等同一对象更早的通知。",
  "Of a redelivery: the first delivery of the event to this endpoint.":
    "重发时：该事件发往这个地址的第一个投递。",
  "Of the agreement signed on paper.": "纸质协议的。",
  "Of the cooperation agreement for the app.": "应用合作协议的。",
  "Of an order: how it was paid.": "订单的：怎样付的款。",
  "The head of the chain that `GET /v1/contracts/{contract_id}/evidence` proves.":
    "`GET /v1/contracts/{contract_id}/evidence` 所证明的链的末端。",
  "Of a deduction: what the consumer agreed to.": "扣款的：消费者同意了什么。",
  "The message that went before a periodic charge.": "周期性扣款之前发出的提醒。",
  "Of the card on one device, if it is about that; null: about the card itself.":
    "一台设备上的设备卡；null：关于实体卡本身。",
  "Of the contract that charges it.": "扣这张卡的协议。",
  "Why it is suspended. It is resumed when none is left.": "暂停的原因。一个不剩时恢复。",
  "May change when the card is renewed.": "换卡后可能变化。",
  "Whose card it is.": "谁的卡。",
  "A renewed card's last digits; they may have changed.": "新卡的后四位，可能与原来不同。",
  "Up to how many fen its issuer asks for no password.": "发卡行多少分以内免密。",
  "Of this bind; the next one has another.": "这次绑卡的标记；下次绑卡另有一个。",
  "What a contract charges.": "协议所扣的标记。",
  "Of the notice, counted per person.": "通知的序号，每人各自计数。",
  "The message after the charge, where the consumer asks for them.":
    "扣款之后发出的通知（消费者要求时）。",
  "SHA-256, in hex, of the JWS that the consumer's agreement is in.":
    "消费者签约存证（JWS）的 SHA-256，十六进制。",
  "What your staff attached in the console; the consumer and the institution read it.":
    "你的员工在商户后台附上的文件；消费者和机构都能看到。",
  "What the payer's bank took back of it, less what it gave again; see its dispute.":
    "付款人的银行从中收回的金额，减去又还回的；见对应的争议。",
  "Of what is disputed: an order …": "有争议的是：一个订单……",
  "What the consumer says is wrong; `chargeback`: their bank took the money back.":
    "消费者说哪里不对；`chargeback`：发卡行把钱收回了。",
  "By when the next step is due: yours while `open`, the consumer's while `contested`, the institution's while `escalated`.":
    "下一步的期限：`open` 时是你的，`contested` 时是消费者的，`escalated` 时是机构的。",
  "Your reasons, as the consumer and the institution read them.":
    "你的理由，消费者和机构看到的就是它。",
  "What the institution says.": "机构的意见。",
  "The refund that was made because of it.": "因此产生的退货。",
  "What the channel took back of what you're owed, less what it gave again.":
    "渠道从你的应收中收回的金额，减去又还回的。",
  "What was on record when it was opened.": "提出争议时的记录。",
  "Of what was refunded: an order …": "所退的是：一个订单……",
  "Oldest first, those after this ID; empty (`after=`) from the very first. For a poller: pass `resume_after` of the last answer, also when its page was empty.":
    "旧的在前，这个 ID 之后的；空（`after=`）则从第一条起。轮询时传上次应答的 `resume_after`，那一页为空也一样。",
  "Only these merchant numbers may charge. Use your own and your children's.":
    "只有这些商户号可以扣款。填自己的和下级的。",
  "Only those signed before then.": "只列此前签约的。",
  "Only those signed then or later.": "只列此时及以后签约的。",
  "Only what was created before then.": "只列此前创建的。",
  "Only what was created then or later.": "只列此时及以后创建的。",
  "Opens the sign page inside the channel's app; null if the channel has none.":
    "在渠道的 App 里打开签约页；渠道没有 App 则为 null。",
  "Pass it for the following page: as `before`, or as `after` if this page was asked for with `after`. Null: the last page.":
    "下一页传入：作为 `before`；这一页若用 `after` 查询，则作为 `after`。null：最后一页。",
  "Pass it as `after`, now or later, to get what was added after this page, oldest first; it is there for an empty page too. Null with `before`.":
    "现在或以后作为 `after` 传入，得到此页之后新增的内容，旧的在前；空页也有。用 `before` 查询时为 null。",
  "RFC 3339, UTC.": "RFC 3339，UTC。",
  "SHA-256 over the latest step and the previous hash.": "最近一步与前一个哈希的 SHA-256。",
  "Seconds until the order expires, at most 90 days; 1,800 by default, a week with `transfer`.":
    "订单多少秒后过期，最长 90 天；默认 1,800，有 `transfer` 时默认一周。",
  "The order is paid by bank transfer, and by nothing else.": "订单只通过银行转账支付。",
  "Whose account the money is expected from, as the bank names its holder.":
    "预计从谁的账户付款，写法与银行户名一致。",
  "Only money from an account in the name of `buyer_name` settles the order by itself; false by default.":
    "只有从 `buyer_name` 名下账户来的款才自动支付订单（票款一致）；默认 false。",
  "Of an order that is paid by bank transfer: what to transfer it with, and where.":
    "通过银行转账支付的订单：转到哪里，带什么识别码。",
  "What the payer writes into the transfer's remark; unique to this order.":
    "付款方写进附言的汇款识别码，每笔订单唯一。",
  "The bank's number in the payment systems.": "收款行的行号。",
  "Sent as `data.sample`.": "作为 `data.sample` 发送。",
  "Shows a code to scan and follows live.": "显示可扫的码，并实时更新。",
  "Sign and pay: placed with the signing and paid after it. A consumer who had already signed is not charged.":
    "签约并付款：订单与签约同时建立，签约后付款。已签过的消费者不会被扣款。",
  "Sign and pay: where the consumer pays after signing.": "签约并付款：签约后在这里付款。",
  "Stable; branch on this.": "固定不变，请按它判断。",
  "The QR code, for printing.": "二维码，供印刷。",
  "The URI for an NFC tag.": "写入 NFC 标签的 URI。",
  "The consumer had already signed: `contract_id` is that contract. Nothing was charged.":
    "消费者早已签过：`contract_id` 就是那份协议。没有扣款。",
  "The day in Asia/Shanghai on which it last signed; it may be a day late.":
    "最近一次签名的日期（上海时间），可能晚一天更新。",
  "The latest if omitted. A contract's `plan_version` stays available.":
    "不填即最新一版。协议的 `plan_version` 始终可查。",
  "The link it was opened from, if any.": "由哪个链接开出，如果有。",
  "The number and hash of the latest step, as a compact JWS. It proves that no step is missing at the end.":
    "最近一步的编号和哈希，紧凑 JWS。证明末尾没有缺步。",
  "The page to open in the till's browser; the same for every screen.":
    "在收银台浏览器里打开的页面，每块屏都一样。",
  "The page to pay on.": "付款页。",
  "The resource as it was then; `sequence` numbers its events without gaps.":
    "当时的对象；`sequence` 为其事件连续编号。",
  "The same link as an EMVCo QR payload.": "同一链接的 EMVCo 二维码内容。",
  "The secrets in use, newest first.": "使用中的密钥，新的在前。",
  "The sign page.": "签约页。",
  "The tag's content: an NDEF message.": "标签的内容：一条 NDEF 消息。",
  "The version that can be signed now; null if there is none yet.":
    "现在可签的版本；还没有则为 null。",
  "What an approval granted.": "审核通过后得到的应用编号。",
  "What an approval opened.": "批准后开立的。",
  "What it may sign for; everything if omitted. `create`: orders, links and screens; `sign`: plans, signings and contracts; `charge`: deductions and their notices; `refund`: refunds. Any key may read; only one with all scopes changes settings.":
    "可以签什么；不填即全部。`create`：订单、链接和屏；`sign`：模板、签约和协议；`charge`：扣款和扣款提醒；`refund`：退货。任何密钥都可读取；四项齐全才能改设置。",
  "What its parent calls it.": "上级对它的称呼。",
  "What the charges are for, as shown to the consumer.": "扣款用途，消费者会看到。",
  "What the consumer agreed to, as a compact JWS.": "消费者同意的内容，紧凑 JWS。",
  "What the consumer signs.": "消费者所签的。",
  "Line by line, as booked with the payment; null: no fee was agreed on, or the channel didn't say what kind of card paid. What refunds gave back isn't taken off. Only of a payment that is asked for by its id.":
    "手续费明细，与支付同时入账；null：没有约定费率，或渠道没有说明卡种。退货退回的手续费不在此扣减。只在按 ID 查询支付时给出。",
  "What the payee pays; the parts come to it.": "收款方承担的总额，等于各项之和。",
  "To the issuer of the card.": "付给发卡行。",
  "To the network, the issuer's side.": "付给网络方，发卡侧。",
  "To the network, the acquirer's side.": "付给网络方，收单侧。",
  "To the acquirer, as agreed on.": "付给收单方，按约定费率。",
  "What the payer paid, where a discount made it less than `amount`; null: the channel names none.":
    "付款人实付的金额，有优惠时低于 `amount`；null：渠道没有告知。",
  "What your screen draws as a QR code; only of the flow `screen_code`.":
    "由你的屏幕画成二维码；只有 `screen_code` 才有。",
  "When it expires: midnight in Asia/Shanghai after its last day; null: no end date.":
    "到期时刻：最后一天结束的零点（上海时间）；null：没有到期日。",
  "When the channel confirmed.": "渠道确认的时刻。",
  "Where it was signed. When your number moves to another channel it stays there until its consumer signs again.":
    "在哪个渠道签的。商户号换渠道后，它仍留在原渠道，直到用户重新签约。",
  "Why it has ended, or is suspended: all reasons in one line.": "结束或暂停的原因，合成一行。",
  "The operator's own words.": "支付机构自己写的原因。",
  "It is suspended while there is at least one. Each is lifted by whoever set it: `operator`, your payment institution; `charging_closed`, the consumer has closed password-free charging altogether; `phone_lost`, the consumer has reported their phone as lost.":
    "只要还有一个原因，协议就处于暂停。每个原因由设置它的一方解除：`operator`，支付机构；`charging_closed`，消费者关闭了全部免密扣款；`phone_lost`，消费者挂失了手机。",
  "The contract that its consumer signed in its place, when your number had moved to another channel.":
    "商户号换渠道后，用户重新签的、代替它的协议。",
  "Your number trades through another channel now: send this link to the consumer of this contract and to nobody else. Null if there is nothing to sign again, and in webhooks and events.":
    "商户号已换渠道：把这个链接发给这份协议的用户本人，不要发给别人。不用重新签约时为 null；通知和事件里也为 null。",
  "Only those in force that their consumers have to sign again, because your number trades through another channel now; each has its `sign_again_url`.":
    "只要因商户号换渠道而须由用户重新签约、目前仍有效的协议；每份都有 `sign_again_url`。",
  "What your number trades through now.": "商户号目前所走的渠道。",
  "Replaced by a contract at this channel.": "已由这个渠道的协议代替。",
  "In force at another channel: those of `GET /v1/contracts?must_sign_again=true`.":
    "仍在别的渠道有效：即 `GET /v1/contracts?must_sign_again=true` 列出的那些。",
  "Of your page, as the app opens it, with its query; under one of the URLs registered for your number. What follows a `#` does not count.":
    "你的页面地址，即 App 打开的那个，含查询串；须在本商户号登记的地址之下。`#` 之后不算。",
  "Unix seconds, as a text.": "Unix 秒，文本。",
  "When we stopped querying the channel about something that is still unclear; if the channel reports a result later, that settles it.":
    "结果仍不明、我们停止查询的时刻；渠道以后报来结果，即以那个结果为准。",
  "Where consumers may be sent back to: exact origin and path prefix.":
    "消费者可以返回哪里：准确的来源和路径前缀。",
  "Where it is settled to, masked; shown to the number itself alone.":
    "结算账户，已掩码；只给该商户号自己看。",
  "Where the consumer goes back to, kept byte for byte; `countersign_order_id` is added before any `#`. Anyone can make up a URL, so rely on the API or your webhooks.":
    "消费者返回的地址，逐字节保留；`countersign_order_id` 加在 `#` 之前。地址谁都能编，请以接口或通知为准。",
  "Where the consumer goes back to, kept byte for byte; `countersign_signing_id`, `countersign_state` and, when signed, `countersign_already_signed` are added before any `#`. Anyone can make up a URL, so rely on the API or your webhooks.":
    "消费者返回的地址，逐字节保留；`countersign_signing_id`、`countersign_state`，签约后还有 `countersign_already_signed`，加在 `#` 之前。地址谁都能编，请以接口或通知为准。",
  "Which of the sandbox's people signs.": "由哪位沙盒人物签约。",
  "Why money goes back: the order had ended, a static code's day of the card was used up, or the card may not pay here.":
    "退回的原因：订单已结束、该卡当日的静态码额度已用完，或该卡不得在此付款。",
  "Why no merchant numbers are fixed; required if there are none.":
    "为何不固定商户号；没有固定时必填。",
  "With `change`: the plan to change. The change becomes its next version.":
    "`change` 时：要变更的模板。变更成为它的下一版。",
  "With `fields_invalid`: each invalid field.": "`fields_invalid` 时：每个有误的字段。",
  "Your children that the signed text named: only these may charge it besides `merchant_no`.":
    "所签文本列明的下级：除 `merchant_no` 外，只有它们可以扣款。",
  "Your own ID for the consumer.": "你自己对消费者的编号。",
  "Your own code for the future contract; returned unchanged.":
    "你自己对未来协议的编号，原样返回。",
  "Your own name for it, such as the till's.": "你自己起的名称，例如哪个收银台。",
  "Your own name for it; the same again is the same application.":
    "你自己起的名称；同名即同一份申请。",
  "Your own name for it; the same again is the same child.": "你自己起的名称；同名即同一下级。",
  "Your own names and values; returned unchanged, never shown to the consumer.":
    "你自己的名称和值；原样返回，不给消费者看。",
  "`XXXX-XXXX`: enter it at `screen_url` before `pairing_expires_at`. Shown only once.":
    "`XXXX-XXXX`：在 `pairing_expires_at` 之前到 `screen_url` 输入。只出现一次。",
  "`app_control`: the channel's control inside your own app. `screen_code`: a code that you show. `consumer_code`: a code that the payer shows and your till has read.":
    "`app_control`：你自己 App 里的渠道控件。`screen_code`：由你展示的码。`consumer_code`：付款人出示、由收银台读取的码。",
  "`whpk_…`: verifies `v1a`.": "`whpk_…`：验证 `v1a`。",
  "`whsec_…`: verifies `v1`. Shown only once.": "`whsec_…`：验证 `v1`。只出现一次。",
  "… by this payment of it,": "……其中这一次支付，",
  "… or a deduction.": "……或一笔扣款。",
  "填写人; kept sealed.": "填写人；加密保存。",
  "填写时间.": "填写时间。",
  "对接人; kept sealed.": "对接人；加密保存。",
  "接入, 新增, 变更.": "接入、新增、变更。",
  "接入方简称.": "接入方简称。",
  "申请方.": "申请方。",
  "统一社会信用代码 of the legal subject, where it is known.":
    "法律主体的统一社会信用代码，已知时给出。",
  "银联垫付: the payer's card had too little and the network paid. You have your money; `reclaimed` was taken back of you by a chargeback.":
    "银联垫付：付款人卡里不够，由网络先付。款照付给你；`reclaimed` 表示已通过退单从你追回。",
  "It reached nobody, for instance because the card is closed; the institution finds its payer. Don't refund it again.":
    "退款没有到付款人手里，例如卡已销户；由机构联系付款人处理。请不要再退一次。",
  "银联垫付: whether the network should advance the money, and why.":
    "银联垫付：是否需要，以及理由。",
  "The file itself. Without it: what the statement says, and its manifest.":
    "文件本身。不填：对账单的内容和签名清单。",
  "`rolled_up`: of everything below the merchant number and its own.":
    "`rolled_up`：本商户号和全部下级合并。",
  "In Asia/Shanghai.": "北京时间的日期。",
  "What was paid less what went back.": "收款减去退货。",
  "What you paid less what you got back.": "付出的手续费减去退回的。",
  "The amount less the fee.": "金额减去手续费。",
  "Who gets how much of the fee.": "手续费各归谁多少。",
  "By kind of line: `payment`, `deduction`, `refund`, and what else was booked.":
    "按类型：`payment`、`deduction`、`refund`，以及其他入账。",
  "In hex.": "十六进制。",
  "All this as a JWS that anyone can verify with the public keys, with the end of the audit chain.":
    "以上全部，JWS 签名，任何人可用公钥验证，并带审计链的末端。",
  "Whether a charge that fails for want of money is owed, and when it is tried again. The consumer reads it before signing.":
    "余额不足没扣成的是否记为欠款，以及何时再扣。消费者签约前会读到。",
  "Whole days after the charge failed: when it is tried again.": "没扣成之后的整天数：届时再扣。",
  "What its consumer pays by it that is owed from a contract, if anything.":
    "消费者用它付的欠款（若有）。",
  "What it tries again; such a charge is ours, and its `merchant_order_no` too.":
    "它再扣的欠款；这样的扣款由我们发起，`merchant_order_no` 也由我们编。",
  "The charge that failed for want of money.": "余额不足没扣成的扣款。",
  "That of the charge.": "那笔扣款的订单号。",
  "When it is tried again: fixed when it was opened, and none after the contract's last day.":
    "何时再扣：记欠款时就已确定，不晚于协议的最后一天。",
  "Null while it is being tried, and once nobody tries again.":
    "正在再扣时，以及不再扣之后，为 null。",
  "The charge that tries it again and has no result yet.": "正在再扣、还没有结果的扣款。",
  "Why nobody tries again, while it is owed.": "仍是欠款时，不再扣的原因。",
  "The latest order by which its consumer pays it.": "消费者付款用的最新订单。",
  "A later charge, the charge itself, which had succeeded after all, or the consumer at the checkout.":
    "后来的一次再扣、原来的扣款（后来成功了），或消费者在收银台付清。",
  "When a charge that failed for want of money is tried again, in days; null: such a charge is not owed.":
    "余额不足没扣成的，几天后再扣；null：不记欠款。",
};
