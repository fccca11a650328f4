/** What this site does with what the widget tells: it keeps a list, and moves on when all is signed. */
const widget = document.querySelector('signing-widget');
const told = document.querySelector('#told');

const EVENTS = [
  'signing-ready',
  'signing-document-ready',
  'signing-status-change',
  'signing-page-viewed',
  'signing-before-submit',
  'signing-completed',
  'signing-expired',
  'signing-deleted',
  'signing-error',
];

for (const type of EVENTS) {
  widget.addEventListener(type, (event) => {
    const item = document.createElement('li');
    const { status, previous, code, page } = event;
    const facts = [previous && status ? `${previous} → ${status}` : status, code, page && `page ${page}`];
    item.textContent = [type, ...facts].filter(Boolean).join(' · ');
    told.append(item);
  });
}

widget.addEventListener('signing-completed', () => {
  const onward = document.createElement('a');
  onward.slot = 'completed';
  onward.href = widget.dataset.done;
  onward.className = 'button';
  onward.textContent = 'Back to Fjord Homes';
  widget.append(onward);
});
