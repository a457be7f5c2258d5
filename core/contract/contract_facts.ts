import type { ChannelName } from "../channel/channel.ts";
import type {
  AgreementId,
  AppId,
  ConsumerId,
  ContractId,
  MerchantNo,
  OpenId,
  PlanId,
  SigningId,
} from "../id.ts";
import type { Money } from "../money.ts";
import type { PlanKind } from "../plan/plan.ts";
import type { DisclosureLang } from "../signing/disclosure.ts";
import type { Instant } from "../time.ts";

/** What a contract is, wherever it stands. */
export interface ContractFacts {
  readonly contractId: ContractId;
  readonly contractCode: string;
  readonly signingId: SigningId;
  readonly planId: PlanId;
  readonly planVersion: number;
  readonly appId: AppId;
  readonly openId: OpenId;
  readonly consumerId: ConsumerId;
  readonly userId: string | undefined;
  /** The owner of the contract; others may charge only as `contractScope` allows. */
  readonly merchantNo: MerchantNo;
  readonly kind: PlanKind;
  readonly title: string;
  readonly perTransactionLimit: Money;
  readonly perDayLimit: Money;
  readonly fixedMerchantNos: readonly MerchantNo[];
  /** Children of the owner that the signed text named as those who may charge too. */
  readonly sharedWith: readonly MerchantNo[];
  /** The agreement by which they were named; it must be in force for them to charge. */
  readonly sharingAgreementId: AgreementId | undefined;
  readonly channel: ChannelName;
  readonly channelContractNo: string;
  readonly cardToken: string;
  readonly cardLabel: string;
  /** The language it was signed in: its messages speak it. */
  readonly lang: DisclosureLang;
  readonly signedAt: Instant;
  /** When it expires: the midnight after its last day; absent = no end date. */
  readonly expiresAt: Instant | undefined;
  /** How many of its links to sign again were ended. */
  readonly linksEnded: number;
  readonly version: number;
  /** SHA-256 over the latest lifecycle event and the hash before it: a removed, edited or moved event shows. */
  readonly chain: string;
}

export function factsOf(contract: ContractFacts): ContractFacts {
  const { contractId, contractCode, signingId, planId, planVersion, appId, openId } = contract;
  const { consumerId, userId, merchantNo, kind, title, perTransactionLimit } = contract;
  const { perDayLimit, fixedMerchantNos, sharedWith, sharingAgreementId, channel } = contract;
  const { channelContractNo, cardToken } = contract;
  const { cardLabel, lang, signedAt, expiresAt, linksEnded, version, chain } = contract;
  return {
    contractId,
    contractCode,
    signingId,
    planId,
    planVersion,
    appId,
    openId,
    consumerId,
    userId,
    merchantNo,
    kind,
    title,
    perTransactionLimit,
    perDayLimit,
    fixedMerchantNos,
    sharedWith,
    sharingAgreementId,
    channel,
    channelContractNo,
    cardToken,
    cardLabel,
    lang,
    signedAt,
    expiresAt,
    linksEnded,
    version,
    chain,
  };
}
