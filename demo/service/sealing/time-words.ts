/** The same in every language: nobody takes the day for the month, and its zone is told. */
export function timeWords(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
