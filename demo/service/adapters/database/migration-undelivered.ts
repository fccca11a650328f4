/** What was never delivered is counted for operators, whatever the number of what was. */
export const UNDELIVERED = `
create index deliveries_undelivered on deliveries (channel, status) where status in ('pending', 'failed', 'unknown');
create index tasks_stamp_waiting on tasks (completion_stamp_due_at)
  where completion_time_stamp is null and completion_stamp_due_at is not null;
`;
