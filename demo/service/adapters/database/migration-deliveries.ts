/** Notices on their way: written with the change that they tell of, and gone from here only when somebody has them. */
export const DELIVERIES = `
create table deliveries (
  -- The same in every try, and what the other side knows it by.
  id text primary key,
  order_id text not null references orders,
  -- The task that it is told of, or to the signer of.
  task_id text references tasks,
  channel text not null check (channel in ('email', 'sms', 'webhook')),
  trigger text not null,
  -- Whose server takes it: of a webhook the host and port, so that one that is slow does not hold up the others.
  target text not null,
  -- For people: whom, and the words that the customer gave. Of a webhook: where, and the body.
  content jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed', 'unknown', 'cancelled')),
  created_at timestamptz not null,
  -- Of what is pending: when it is tried next, or when another instance may take over a try that has begun.
  due_at timestamptz,
  -- All there have been: which one it is tells a try that was taken over from the one that took it over.
  attempts integer not null default 0,
  -- Since it was last asked for.
  tries integer not null default 0,
  -- A try has begun, and how it ended has not been written.
  in_flight boolean not null default false,
  -- Somebody has asked for it again: it is sent whatever has become of the order.
  asked_again boolean not null default false,
  attempted_at timestamptz,
  delivered_at timestamptz,
  failure text,
  check ((status = 'pending') = (due_at is not null))
);
create index deliveries_due on deliveries (channel, due_at) where status = 'pending';
create index deliveries_order on deliveries (order_id, created_at, id);

-- Webhooks whose receiver has answered that there is nothing any more (410).
create table gone_webhooks (
  order_id text not null references orders,
  -- Which one of the order's notifications.
  notification integer not null,
  gone_at timestamptz not null,
  primary key (order_id, notification)
);
`;
