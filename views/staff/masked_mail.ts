/** `l***@example.com`: enough to tell colleagues apart. */
export function maskedMail(mail: string): string {
  const at = mail.lastIndexOf("@");
  const [first = ""] = mail;
  return `${first}***${mail.slice(at)}`;
}
