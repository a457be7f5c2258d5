/** Where a payout's account is stored: it opens nowhere else. */
export const payoutContext = (refundId: string) => `refunds.payout_account.${refundId}`;
