/** Every completion has a time stamp of its own. */
export const TIME_STAMPED_COMPLETIONS = `
alter table tasks
  -- RFC 3161, over the hash of the completion: BASE64 of the token, once the authority has answered.
  add column completion_time_stamp text,
  add column completion_stamp_attempts integer not null default 0,
  add column completion_stamp_due_at timestamptz;
update tasks set completion_stamp_due_at = completed_at where completion_sha256 is not null;
create index tasks_unstamped on tasks (completion_stamp_due_at)
  where completion_time_stamp is null and completion_stamp_due_at is not null;
`;
