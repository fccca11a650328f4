import { type MarkLanguage, markLanguage } from '../../../src/task/mark-words.ts';
import type { OrderRecord } from '../storage/order-record.ts';

/**
 * Of what is for everybody in an order: its signature pages and its receipt. Where all of its tasks speak one language, that one;
 * else English, since no signer's language is to stand before another's.
 */
export function orderLanguage({ tasks }: Pick<OrderRecord, 'tasks'>): MarkLanguage {
  const [language, ...others] = new Set(tasks.map(({ locale }) => markLanguage(locale)));
  return language !== undefined && others.length === 0 ? language : 'en';
}
