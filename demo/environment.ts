/** Words of the environment, each checked as what it is meant to be. */
import { isIP } from 'node:net';

/** @throws Error that names the variable */
export function portFrom(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${name} must be a port: ${text} is none.`);
  return port;
}

/** @returns undefined where nothing is said */
export function textFrom(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  return text === undefined || text === '' ? undefined : text;
}

/** An address of this machine, or a name of it. @throws Error that names the variable */
export function hostFrom(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = textFrom(env, name);
  const isName = text !== undefined && /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text);
  if (text !== undefined && isIP(text) === 0 && !isName)
    throw new Error(`${name} must be an address such as 0.0.0.0, without a port: ${text} is none.`);
  return text;
}

/** @throws Error that names the variable */
export function flagFrom(env: NodeJS.ProcessEnv, name: string, fallback: boolean): boolean {
  const text = textFrom(env, name);
  if (text === undefined) return fallback;
  if (text !== 'true' && text !== 'false') throw new Error(`${name} must be true or false.`);
  return text === 'true';
}
