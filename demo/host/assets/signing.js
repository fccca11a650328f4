/** What this site does with what the widget tells: it keeps a list, and offers the way back at every end. */
const widget = document.querySelector('signing-widget');
const told = document.querySelector('#told');
const onward = document.querySelector('#onward');

const EVENTS = [
  'signing-ready',
  'signing-document-ready',
  'signing-status-change',
  'signing-page-viewed',
  'signing-before-submit',
  'signing-completed',
  'signing-rejected',
  'signing-postponed',
  'signing-cancelled',
  'signing-expired',
  'signing-deleted',
  'signing-order-change',
  'signing-session-expiring',
  'signing-activity',
  'signing-error',
];

/** Where nothing more can be done in the widget, or not now. A receipt has its own way on. */
const ENDS = new Set(['rejected', 'postponed', 'cancelled', 'expired', 'deleted', 'failed']);

for (const type of EVENTS) {
  widget.addEventListener(type, (event) => {
    const item = document.createElement('li');
    const { status, previous, code, page, orderStatus, secondsLeft } = event;
    const facts = [
      previous && status ? `${previous} → ${status}` : status,
      code,
      page && `page ${page}`,
      orderStatus && `order ${orderStatus}`,
      secondsLeft && `${secondsLeft} s left`,
    ];
    item.textContent = [type, ...facts].filter(Boolean).join(' · ');
    told.append(item);
  });
}

widget.addEventListener('signing-status-change', ({ status }) => {
  onward.hidden = !ENDS.has(status);
});

widget.addEventListener('signing-completed', () => {
  const link = document.createElement('a');
  link.slot = 'completed';
  link.href = widget.dataset.done;
  link.className = 'button';
  link.textContent = 'Back to Fjord Homes';
  widget.append(link);
});

// The signer is busy in the widget, and this site's own session must not end meanwhile.
widget.addEventListener('signing-activity', () => {
  fetch('/visit', { method: 'POST' }).catch(() => undefined);
});
