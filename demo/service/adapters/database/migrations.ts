import { STORED_UPLOADS } from './migration-stored-uploads.ts';
import { UNDELIVERED } from './migration-undelivered.ts';
import { TIME_STAMPED_COMPLETIONS } from './migration-time-stamped-completions.ts';

/**
 * The tables, as steps that run once each, in order. A step that has been published is never edited:
 * a change is a new step.
 */
import { DELIVERIES } from './migration-deliveries.ts';

export const MIGRATIONS: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: '001-orders',
    sql: `
-- All times in SQL come from this one function, so that a test can hold the clock.
create table held_clock (held_at timestamptz not null);
create function service_now() returns timestamptz language sql stable as
  $$ select coalesce((select held_at from held_clock limit 1), date_trunc('milliseconds', clock_timestamp())) $$;

create table documents (
  id text primary key,
  customer_id text not null,
  sha256 text not null,
  size_bytes integer not null check (size_bytes > 0),
  pages integer not null check (pages > 0),
  created_at timestamptz not null
);

create table orders (
  id text primary key,
  customer_id text not null,
  title text not null,
  external_reference text,
  on_reject text not null check (on_reject in ('close', 'continue')),
  withdrawn boolean not null default false,
  -- Derived from the tasks and the packaging whenever one of them changes; here only to be searched.
  status text not null,
  notifications jsonb not null,
  created_at timestamptz not null,
  sequence integer not null,
  head_hash text not null,
  packaging text not null check (packaging in ('waiting', 'pending', 'failed', 'done')),
  packaging_attempts integer not null default 0,
  packaging_failure text,
  packaging_due_at timestamptz
);
create index orders_newest on orders (customer_id, created_at desc, id desc);
create index orders_reference on orders (customer_id, external_reference);
create index orders_packaging on orders (packaging_due_at) where packaging in ('pending', 'failed');

create table order_documents (
  order_id text not null references orders,
  document_id text not null references documents,
  name text not null,
  title text not null,
  position integer not null,
  sealed_sha256 text,
  sealed_size_bytes integer,
  primary key (order_id, document_id)
);

create table tasks (
  id text primary key,
  order_id text not null references orders,
  name text not null,
  position integer not null,
  status text not null check (status in ('blocked', 'ready', 'completed', 'rejected', 'expired', 'deleted')),
  depends_on jsonb not null,
  subject jsonb not null,
  authentication jsonb,
  locale text not null,
  message text,
  signature_methods jsonb not null,
  consent jsonb not null,
  redirects jsonb not null,
  allow_download boolean not null,
  notifications jsonb not null,
  deadline_at timestamptz,
  completed_at timestamptz,
  -- What was signed, whole: documents, consent, signature. The evidence's hash is over its canonical form.
  completion jsonb,
  completion_sha256 text
);
create index tasks_order on tasks (order_id, position);
create index tasks_deadline on tasks (deadline_at) where status in ('blocked', 'ready');

create table actions (
  id text primary key,
  task_id text not null references tasks,
  document_id text not null references documents,
  type text not null check (type in ('sign', 'view')),
  position integer not null,
  optional boolean not null,
  read_all boolean not null,
  places jsonb not null,
  status text not null check (status in ('pending', 'viewed', 'done', 'skipped')),
  pages_viewed jsonb not null
);
create index actions_task on actions (task_id, position);

create table task_sessions (
  token_hash text primary key,
  task_id text not null references tasks,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index task_sessions_expiry on task_sessions (expires_at);

create table idempotency_keys (
  scope text not null,
  key text not null,
  body_sha256 text not null,
  -- Empty only inside the transaction of the request that owns the key. json keeps the text as it was
  -- given, so that a repeat gets the same bytes.
  answer json,
  created_at timestamptz not null,
  primary key (scope, key)
);

create table history (
  order_id text not null references orders,
  sequence integer not null,
  type text not null,
  at timestamptz not null,
  task_id text,
  data jsonb,
  previous_hash text not null,
  hash text not null,
  primary key (order_id, sequence)
);
`,
  },
  {
    name: '002-ways-in',
    sql: `
alter table tasks
  -- Senders of before were told that their signers could do neither.
  add column allow_reject boolean not null default false,
  add column allow_postpone boolean not null default false,
  add column rejection_reason text,
  -- Keyed hash; the code itself is derived again where it is to be told. Two tasks never share one.
  add column reference_code_hash text unique;

alter table task_sessions
  -- How the signer came in: evidence of who it was.
  add column opened_by text not null default 'link' check (opened_by in ('link', 'code', 'artifact', 'eid')),
  add column login_id text;

create table logins (
  id text primary key,
  task_id text not null references tasks,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Somebody else logged in last: the eID is asked not to go by what it remembers.
  afresh boolean not null,
  -- Of a login that the service runs: where the browser goes at the end, and what it brings back then.
  return_url text,
  state_hash text unique,
  -- The session that it opened: a login opens one.
  session_hash text,
  -- What the eID said, as evidence.
  id_token text,
  key_set text,
  acr text,
  verified_at timestamptz
);
create index logins_expiry on logins (expires_at) where verified_at is null;

create table artifacts (
  hash text primary key,
  task_id text not null references tasks,
  -- Of the login that it ends; empty where the customer's site has logged the signer in.
  login_id text references logins,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  -- The session that it was redeemed for: the same request again finds the same one, any other finds nothing.
  session_hash text
);
create index artifacts_expiry on artifacts (expires_at);

-- What proves that every instance has the same secret; hashes of another one would find nothing.
create table service_secret (fingerprint text not null, only_row boolean primary key default true check (only_row));

-- When a client or an address has failed, for as long as it counts.
create table failed_attempts (
  caller_hash text primary key,
  failed_at timestamptz[] not null
);
`,
  },
  {
    name: '003-proven-signatures',
    sql: `
alter table tasks
  add column signature_requires text not null default 'any' check (signature_requires in ('any', 'all'));

create table signature_challenges (
  id text primary key,
  task_id text not null references tasks,
  method text not null check (method in ('eid', 'passkey')),
  random text not null,
  digest text not null,
  documents jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  proof_hash text,
  spent_at timestamptz
);
create index signature_challenges_expiry on signature_challenges (expires_at) where spent_at is null;
`,
  },
  {
    name: '004-passkeys',
    sql: `
create table passkeys (
  -- The credential's, BASE64URL.
  id text primary key,
  -- Keyed: who it belongs to cannot be read from here.
  subject_hash text not null,
  -- COSE, BASE64URL.
  public_key text not null,
  -- 32 bits without a sign: more than an integer holds.
  counter bigint not null,
  transports jsonb not null,
  backup_eligible boolean not null,
  backed_up boolean not null,
  -- Where it was made, and how that session had been opened.
  task_id text not null references tasks,
  registered_by text not null check (registered_by in ('link', 'code', 'artifact', 'eid')),
  created_at timestamptz not null
);
create index passkeys_subject on passkeys (subject_hash, created_at);

create table passkey_registrations (
  challenge_hash text primary key,
  task_id text not null references tasks,
  -- The session, or the window, that asked.
  holder_hash text not null,
  expires_at timestamptz not null
);
create index passkey_registrations_expiry on passkey_registrations (expires_at);

create table passkey_ceremonies (
  challenge_id text primary key references signature_challenges on delete cascade,
  session_hash text not null,
  -- How that session had been opened.
  opened_by text not null check (opened_by in ('link', 'code', 'artifact', 'eid')),
  -- Of the secret in the address of the window; empty once it has been used.
  window_hash text unique,
  -- Of what the window acts with after that.
  token_hash text unique,
  status text not null check (status in ('pending', 'done', 'failed')),
  -- What was verified in the window, as it will be archived.
  evidence jsonb
);
`,
  },
  {
    name: '005-uploads',
    sql: `
alter table actions
  alter column document_id drop not null,
  drop constraint actions_type_check,
  -- What the signer is asked for, and what they have given: its bytes are kept under its id.
  add column upload_request jsonb,
  add column upload_file jsonb,
  add constraint actions_type_check check (type in ('sign', 'view', 'upload')),
  add constraint actions_kind_check check (
    (type = 'upload') = (document_id is null) and (type = 'upload') = (upload_request is not null)
    and (type = 'upload' or upload_file is null));
create index actions_uploaded on actions (task_id) where upload_file is not null;
`,
  },
  {
    name: '006-page-sizes',
    sql: `
-- Not known of what was uploaded before.
alter table documents add column page_sizes jsonb;
`,
  },
  { name: '007-time-stamped-completions', sql: TIME_STAMPED_COMPLETIONS },
  { name: '008-stored-uploads', sql: STORED_UPLOADS },
  { name: '009-deliveries', sql: DELIVERIES },
  { name: '010-undelivered', sql: UNDELIVERED },
];
