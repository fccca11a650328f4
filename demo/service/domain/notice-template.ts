/**
 * Texts of notices, with placeholders. A value is put in as text of the place where it goes: escaped in HTML, on one
 * line in a header. There is no placeholder for an artifact, and none for what belongs to somebody else.
 */
export const PLACEHOLDERS = [
  'taskUrl',
  'referenceCode',
  'codeUrl',
  'signerName',
  'orderTitle',
  'senderName',
  'deadline',
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];
export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string>>>;

const LINKS: readonly Placeholder[] = ['taskUrl', 'codeUrl'];
const MARK = /\$\{([^{}]*)\}?/g;

/**
 * @param available those that there is a value for
 * @returns what is wrong with the text; undefined where nothing is
 */
export function templateFault(template: string, available: readonly Placeholder[]): string | undefined {
  for (const [mark, name = ''] of template.matchAll(MARK)) {
    if (!mark.endsWith('}')) return 'A placeholder has no end: write ${name}.';
    if (/artifact/i.test(name)) return 'An artifact never goes into a notice.';
    const known = PLACEHOLDERS.find((placeholder) => placeholder === name);
    if (!known)
      return `There is no placeholder ${JSON.stringify(name.slice(0, 40))}. There are ${list(available)}.`;
    if (!available.includes(known)) return `${WHY_NOT[known]} There are ${list(available)}.`;
  }
  return undefined;
}

const WHY_NOT: Readonly<Record<Placeholder, string>> = {
  taskUrl: '${taskUrl} is for the signer of a task.',
  referenceCode: '${referenceCode} is for the signer of a task that has "referenceCode": true.',
  codeUrl: '${codeUrl} is for the signer of a task that has "referenceCode": true.',
  signerName: '${signerName} is for what is told of a task.',
  orderTitle: '${orderTitle} is not there.',
  senderName: '${senderName} is not there.',
  deadline: '${deadline} is for the signer of a task that has a deadline.',
};

function list(available: readonly Placeholder[]): string {
  return available.map((name) => `\${${name}}`).join(', ');
}

export function renderText(template: string, values: PlaceholderValues): string {
  return template.replace(MARK, (_mark, name: Placeholder) => onOneLine(values[name] ?? ''));
}

/** For a header or a title: whatever would begin a new line, in the template or in a value, is a space. */
export function renderLine(template: string, values: PlaceholderValues): string {
  return onOneLine(renderText(template, values));
}

/** Paragraphs, line breaks and links of the text, as HTML in which everything else is text. */
export function renderHtml(template: string, values: PlaceholderValues): string {
  return template
    .trim()
    .split(/(?:\r?\n[^\S\n]*){2,}/)
    .map((paragraph) => `<p>${renderParagraph(paragraph, values)}</p>`)
    .join('\n');
}

function renderParagraph(paragraph: string, values: PlaceholderValues): string {
  let end = 0;
  let html = '';
  for (const match of paragraph.matchAll(MARK)) {
    const name = match[1] as Placeholder;
    const value = escapeHtml(onOneLine(values[name] ?? ''));
    html += withBreaks(paragraph.slice(end, match.index));
    html += LINKS.includes(name) ? `<a href="${value}">${value}</a>` : value;
    end = match.index + match[0].length;
  }
  return html + withBreaks(paragraph.slice(end));
}

function withBreaks(text: string): string {
  return escapeHtml(text).replace(/\r?\n/g, '<br>\n');
}

/** C0 and C1 control characters, and the line and paragraph separators of Unicode. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
