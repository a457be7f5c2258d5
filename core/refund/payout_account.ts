/** Where a payout's account is stored: it opens nowhere else. */
export const payoutContext = (refundId: string) => `refunds.sealed_payout_account.${refundId}`;
