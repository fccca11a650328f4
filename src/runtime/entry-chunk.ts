/** Everything that the widget does without where a task opens by its URL: one chunk, with the screens of the way in. */
export * from '../steps/entry-room.ts';
export { Logins } from './logins.ts';
