import * as z from "zod";

/** What several messages of the sandbox bank share. */
export const channelOrderNo = z.string().regex(/^[0-9A-Za-z]{8,40}$/);
export const contractId = z.string().regex(/^ctr_[0-9A-HJKMNP-TV-Z]{26}$/);
export const contractNo = z.string().regex(/^[0-9A-Za-z]{8,40}$/);
export const merchantNo = z.string().regex(/^[0-9A-Za-z]{15}$/);
export const epochMs = z.int().nonnegative();
export const fen = z.int().positive();
export const currency = z.literal("CNY");
export const url = z.string().max(2_048).regex(/^https?:\/\//);
