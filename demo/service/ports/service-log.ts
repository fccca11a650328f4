/** What an operator reads: words and ids, never names, tokens, codes or document text. */
export interface ServiceLog {
  info(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}
