/**
 * What a person reads whose login cannot go on, and for whom nothing is known to send them back to. Without a
 * script, and without a word of what was in the address.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { PROBLEMS, type ServiceProblemCode } from '../domain/problem.ts';

interface Words {
  readonly title: string;
  readonly ended: string;
  readonly down: string;
  readonly wrong: string;
  readonly next: string;
}

const WORDS: Readonly<Record<'en' | 'nb', Words>> = {
  en: {
    title: 'This login cannot go on',
    ended: 'It has ended already, took too long, or was begun in another place. Nothing has been signed.',
    wrong:
      'The website that you came from asked for it in a way that is not allowed. Nothing has been signed.',
    down: 'The electronic ID does not answer just now. Nothing has been signed.',
    next: 'Close this page, and open the link or the website that you came from once more.',
  },
  nb: {
    title: 'Denne innloggingen kan ikke fortsette',
    ended: 'Den er avsluttet, har tatt for lang tid eller ble startet et annet sted. Ingenting er signert.',
    wrong: 'Nettstedet du kom fra, ba om den på en måte som ikke er tillatt. Ingenting er signert.',
    down: 'Den elektroniske ID-en svarer ikke akkurat nå. Ingenting er signert.',
    next: 'Lukk denne siden, og åpne lenken eller nettstedet du kom fra på nytt.',
  },
};

const STYLE = `:root{color-scheme:light dark}body{margin:0;min-height:100dvh;display:grid;place-items:center;
font:1rem/1.5 system-ui,sans-serif}main{max-width:32rem;padding:2rem}h1{font-size:1.5rem;line-height:1.25}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export function sendLoginProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ServiceProblemCode,
): FastifyReply {
  const wished = request.accepts().language(['en', 'nb', 'no']);
  const language = wished === 'nb' || wished === 'no' ? 'nb' : 'en';
  const { title, ended, down, wrong, next } = WORDS[language];
  const text = code === 'service-unavailable' ? down : code === 'invalid-request' ? wrong : ended;
  return reply
    .status(PROBLEMS[code].status)
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
    )
    .send(
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
        `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>` +
        `<style>${STYLE}</style></head><body><main><h1>${title}</h1>` +
        `<p>${text}</p><p>${next}</p></main></body></html>`,
    );
}
