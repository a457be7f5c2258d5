/** A phone as it was typed, after `typedCode`. */
export const PHONE = /^\+?\d{7,15}$/;
