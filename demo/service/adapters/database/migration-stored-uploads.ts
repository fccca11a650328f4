/** No upload is forgotten, should the service be interrupted. */
export const STORED_UPLOADS = `
-- Every upload whose bytes may be kept, from before they are written until after they are gone: should the service
-- be interrupted in between, they are not forgotten.
create table stored_uploads (
  id text primary key,
  stored_at timestamptz not null
);
insert into stored_uploads select upload_file ->> 'id', service_now() from actions where upload_file is not null;
create index stored_uploads_oldest on stored_uploads (stored_at);
create index actions_upload on actions ((upload_file ->> 'id')) where upload_file is not null;
`;
