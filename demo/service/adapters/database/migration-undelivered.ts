/** What was never delivered is counted for operators, whatever the number of what was. */
export const UNDELIVERED = `
create index deliveries_undelivered on deliveries (channel, status) where status in ('pending', 'failed', 'unknown');
`;
